// Silhouettes of things for home and kitchen, food and packages.
import type { Shape } from './goods.js';

export const HOME: Readonly<Record<string, Shape>> = {
  carton(b) {
    b.shape([50, 18, 88, 34, 50, 50, 12, 34], 'light');
    b.shape([12, 34, 50, 50, 50, 88, 12, 70], 'main');
    b.shape([88, 34, 50, 50, 50, 88, 88, 70], 'dark');
  },
  kettle(b) {
    b.shape([32, 30, 68, 30, 76, 84, 24, 84], 'metal');
    b.box(40, 20, 20, 10, 4, 'ink');
    b.arc(74, 52, 17, 280, 70, 6, 'ink');
    b.shape([31, 38, 18, 32, 30, 52], 'metal');
    b.box(22, 80, 56, 7, 3, 'main');
  },
  ricecooker(b) {
    b.box(16, 34, 68, 50, 20, 'white');
    b.oval(50, 36, 33, 14, 'main');
    b.box(42, 22, 16, 6, 3, 'ink');
    b.box(36, 58, 28, 16, 4, 'ink');
    b.box(40, 62, 14, 5, 1, 'glow');
  },
  airfryer(b) {
    b.box(24, 12, 52, 74, 16, 'ink');
    b.ball(50, 28, 9, 'glow');
    b.box(28, 46, 44, 32, 6, 'dark');
    b.box(42, 54, 16, 28, 5, 'metal');
  },
  vacuum(b) {
    b.line([40, 46, 70, 80], 6, 'metal');
    b.arc(22, 30, 13, 90, 300, 6, 'ink');
    b.box(24, 14, 28, 18, 9, 'main');
    b.box(30, 28, 22, 26, 6, 'light');
    b.box(34, 34, 14, 14, 4, 'glow');
    b.box(28, 50, 26, 8, 4, 'dark');
    b.box(54, 78, 38, 10, 4, 'ink');
    b.box(58, 80, 30, 3, 1.5, 'main');
  },
  robot(b) {
    b.oval(50, 62, 38, 22, 'ink');
    b.oval(50, 56, 38, 22, 'white');
    b.oval(50, 52, 11, 6, 'main');
    b.ball(50, 68, 2.4, 'glow');
  },
  hairdryer(b) {
    b.ball(36, 36, 22, 'main');
    b.box(36, 24, 48, 22, 4, 'main');
    b.box(80, 22, 6, 26, 2, 'ink');
    b.box(34, 50, 16, 38, 7, 'dark');
    b.ball(36, 36, 11, 'ink');
  },
  fan(b) {
    b.ball(50, 38, 30, 'light');
    b.arc(50, 38, 30, 0, 360, 3, 'metal');
    b.oval(38, 34, 13, 7, 'main');
    b.oval(63, 34, 13, 7, 'main');
    b.oval(50, 52, 7, 13, 'main');
    b.ball(50, 38, 5, 'ink');
    b.box(47, 66, 6, 16, 0, 'metal');
    b.oval(50, 84, 20, 5, 'metal');
  },
  lamp(b) {
    b.shape([34, 20, 66, 20, 78, 48, 22, 48], 'glow');
    b.box(47, 48, 6, 32, 0, 'metal');
    b.oval(50, 83, 18, 5, 'ink');
  },
  washer(b) {
    b.box(20, 12, 60, 76, 5, 'white');
    b.box(24, 16, 52, 11, 2, 'metal');
    b.ball(70, 21.5, 3.5, 'ink');
    b.ball(50, 56, 22, 'metal');
    b.ball(50, 56, 17, 'glow');
  },
  fridge(b) {
    b.box(24, 8, 52, 80, 4, 'metal');
    b.box(24, 42, 52, 2, 0, 'ink');
    b.box(29, 20, 3, 16, 1, 'ink');
    b.box(29, 50, 3, 22, 1, 'ink');
  },
  toothbrush(b) {
    b.box(44, 36, 14, 50, 7, 'main');
    b.box(48, 20, 6, 18, 2, 'metal');
    b.box(45, 10, 12, 13, 3, 'white');
    b.ball(51, 52, 3, 'white');
  },
  pan(b) {
    b.line([66, 48, 94, 34], 8, 'ink');
    b.oval(42, 56, 36, 22, 'dark');
    b.oval(42, 53, 32, 18, 'ink');
    b.oval(38, 51, 14, 7, 'main');
  },
  knife(b) {
    b.shape([14, 26, 62, 26, 66, 58, 20, 58], 'metal');
    b.box(62, 36, 30, 12, 5, 'ink');
    b.box(20, 66, 60, 18, 4, 'main');
  },
  cup(b) {
    b.shape([30, 16, 70, 16, 64, 86, 36, 86], 'main');
    b.box(27, 10, 46, 12, 5, 'ink');
    b.box(37, 40, 26, 20, 3, 'light');
  },
  chair(b) {
    b.box(32, 10, 36, 44, 9, 'ink');
    b.box(36, 15, 28, 32, 7, 'main');
    b.box(26, 54, 48, 11, 5, 'ink');
    b.box(47, 65, 6, 14, 0, 'metal');
    b.line([30, 86, 50, 79, 70, 86], 5, 'ink');
  },
  bedding(b) {
    b.box(14, 52, 72, 32, 8, 'main');
    b.box(18, 40, 64, 20, 10, 'light');
    b.box(24, 24, 52, 22, 11, 'white');
  },
  tissue(b) {
    b.box(14, 48, 72, 36, 4, 'main');
    b.oval(50, 50, 18, 5, 'dark');
    b.shape([36, 50, 42, 22, 52, 32, 60, 18, 64, 50], 'white');
  },
  detergent(b) {
    b.box(30, 34, 44, 54, 8, 'main');
    b.box(38, 20, 18, 16, 3, 'dark');
    b.arc(70, 52, 11, 270, 90, 6, 'main');
    b.box(36, 52, 26, 22, 3, 'white');
  },
  snack(b) {
    b.shape([24, 16, 76, 16, 72, 50, 78, 86, 22, 86, 28, 50], 'main');
    b.box(24, 14, 52, 6, 1, 'light');
    b.oval(50, 48, 18, 12, 'white');
    b.ball(42, 70, 6, 'glow');
    b.ball(56, 72, 6, 'glow');
  },
  bowl(b) {
    b.oval(50, 46, 38, 12, 'light');
    b.shape([12, 46, 88, 46, 74, 82, 26, 82], 'main');
    b.line([60, 40, 84, 14], 3, 'dark');
    b.line([66, 42, 92, 20], 3, 'dark');
  },
  milk(b) {
    b.shape([30, 32, 50, 16, 70, 32], 'light');
    b.box(30, 32, 40, 56, 2, 'white');
    b.box(30, 48, 40, 24, 0, 'main');
    b.box(44, 12, 12, 6, 2, 'main');
  },
  sack(b) {
    b.shape([26, 22, 74, 22, 80, 86, 20, 86], 'light');
    b.box(26, 14, 48, 10, 3, 'main');
    b.oval(50, 56, 20, 16, 'main');
  },
  wine(b) {
    b.box(44, 8, 12, 26, 3, 'dark');
    b.shape([44, 32, 56, 32, 64, 46, 64, 88, 36, 88, 36, 46], 'dark');
    b.box(37, 54, 26, 22, 1, 'white');
  },
};
