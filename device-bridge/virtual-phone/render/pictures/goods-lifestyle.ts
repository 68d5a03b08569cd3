// Silhouettes of clothes, beauty, books, toys and sports goods.
import type { Shape } from './goods.js';

export const LIFESTYLE: Readonly<Record<string, Shape>> = {
  shoe(b) {
    b.shape([10, 42, 30, 36, 44, 50, 66, 58, 90, 64, 92, 76, 8, 76], 'main');
    b.box(6, 74, 88, 11, 5, 'white');
    b.line([40, 48, 50, 42], 3, 'white');
    b.line([48, 53, 58, 47], 3, 'white');
    b.line([14, 66, 50, 70], 3, 'light');
  },
  boot(b) {
    b.shape([32, 10, 58, 10, 60, 52, 86, 64, 88, 78, 30, 78], 'main');
    b.box(28, 77, 62, 9, 3, 'ink');
    b.box(32, 10, 26, 8, 2, 'light');
  },
  shirt(b) {
    b.shape([34, 16, 66, 16, 92, 32, 82, 48, 72, 42, 72, 88, 28, 88, 28, 42, 18, 48, 8, 32], 'main');
    b.oval(50, 17, 11, 6, 'light');
  },
  jacket(b) {
    b.shape([34, 12, 66, 12, 88, 26, 92, 72, 78, 74, 76, 44, 76, 88, 24, 88, 24, 44, 22, 74, 8, 72, 12, 26], 'main');
    b.line([50, 16, 50, 88], 2, 'white');
    b.line([24, 46, 76, 46], 2, 'dark');
    b.line([24, 64, 76, 64], 2, 'dark');
  },
  bag(b) {
    b.arc(50, 24, 13, 180, 360, 5, 'dark');
    b.box(22, 22, 56, 66, 16, 'main');
    b.box(30, 52, 40, 28, 7, 'dark');
    b.line([34, 60, 66, 60], 2, 'light');
  },
  suitcase(b) {
    b.box(42, 8, 16, 16, 3, 'metal');
    b.box(26, 20, 48, 64, 8, 'main');
    b.line([38, 26, 38, 78], 3, 'dark');
    b.line([50, 26, 50, 78], 3, 'dark');
    b.line([62, 26, 62, 78], 3, 'dark');
    b.ball(34, 87, 3.5, 'ink');
    b.ball(66, 87, 3.5, 'ink');
  },
  bottle(b) {
    b.box(40, 12, 20, 18, 4, 'ink');
    b.box(30, 30, 40, 58, 8, 'glow');
    b.box(36, 46, 28, 24, 2, 'white');
  },
  lipstick(b) {
    b.shape([38, 28, 50, 14, 50, 46, 38, 46], 'main');
    b.box(36, 44, 16, 14, 1, 'metal');
    b.box(33, 56, 22, 32, 2, 'ink');
    b.box(62, 40, 20, 48, 3, 'dark');
  },
  jar(b) {
    b.box(18, 46, 64, 40, 10, 'light');
    b.box(16, 30, 68, 20, 5, 'main');
    b.box(32, 60, 36, 14, 2, 'white');
  },
  mask(b) {
    b.box(28, 12, 44, 74, 4, 'light');
    b.box(28, 12, 44, 12, 3, 'main');
    b.oval(50, 54, 15, 19, 'white');
    b.oval(44, 50, 3.4, 2, 'main');
    b.oval(56, 50, 3.4, 2, 'main');
    b.oval(50, 63, 4, 2, 'main');
  },
  book(b) {
    b.shape([26, 14, 74, 10, 80, 78, 32, 84], 'main');
    b.shape([26, 14, 32, 84, 26, 86, 20, 18], 'dark');
    b.shape([32, 84, 80, 78, 80, 84, 32, 90], 'white');
    b.line([38, 32, 64, 29], 4, 'white');
    b.line([39, 42, 58, 40], 2.5, 'light');
  },
  blocks(b) {
    b.box(14, 54, 34, 32, 3, 'main');
    b.box(52, 54, 34, 32, 3, 'glow');
    b.box(32, 24, 36, 32, 3, 'dark');
    b.box(37, 18, 9, 7, 2, 'dark');
    b.box(54, 18, 9, 7, 2, 'dark');
    b.box(18, 48, 9, 7, 2, 'main');
    b.box(72, 48, 9, 7, 2, 'glow');
  },
  plush(b) {
    b.ball(33, 22, 9, 'main');
    b.ball(67, 22, 9, 'main');
    b.oval(50, 68, 24, 21, 'main');
    b.ball(50, 36, 23, 'main');
    b.oval(50, 43, 10, 8, 'light');
    b.ball(41, 33, 2.6, 'ink');
    b.ball(59, 33, 2.6, 'ink');
    b.ball(50, 40, 2.6, 'ink');
  },
  toycar(b) {
    b.shape([26, 46, 36, 28, 66, 28, 78, 46], 'light');
    b.box(10, 44, 80, 28, 9, 'main');
    b.ball(30, 72, 11, 'ink');
    b.ball(70, 72, 11, 'ink');
    b.ball(30, 72, 4.5, 'metal');
    b.ball(70, 72, 4.5, 'metal');
  },
  figure(b) {
    b.ball(50, 26, 17, 'light');
    b.shape([34, 46, 66, 46, 72, 78, 28, 78], 'main');
    b.ball(44, 26, 2.6, 'ink');
    b.ball(56, 26, 2.6, 'ink');
    b.oval(50, 84, 26, 6, 'dark');
    b.box(36, 6, 7, 16, 3, 'main');
    b.box(57, 6, 7, 16, 3, 'main');
  },
  ball(b) {
    b.ball(50, 50, 35, 'main');
    b.arc(50, 50, 34, 0, 360, 2, 'dark');
    b.line([16, 50, 84, 50], 2, 'dark');
    b.line([50, 16, 50, 84], 2, 'dark');
    b.arc(8, 50, 32, 310, 50, 2, 'dark');
    b.arc(92, 50, 32, 130, 230, 2, 'dark');
  },
  racket(b) {
    b.line([56, 58, 84, 88], 6, 'ink');
    b.oval(38, 38, 27, 29, 'main');
    b.oval(38, 38, 22, 24, 'white');
    b.line([22, 30, 56, 30], 1, 'metal');
    b.line([18, 42, 58, 42], 1, 'metal');
    b.line([32, 16, 32, 60], 1, 'metal');
    b.line([44, 16, 44, 60], 1, 'metal');
  },
  dumbbell(b) {
    b.box(28, 46, 44, 10, 4, 'metal');
    b.box(10, 28, 12, 46, 4, 'ink');
    b.box(22, 34, 9, 34, 3, 'main');
    b.box(78, 28, 12, 46, 4, 'ink');
    b.box(69, 34, 9, 34, 3, 'main');
  },
  mat(b) {
    b.box(24, 26, 66, 56, 4, 'main');
    b.box(12, 22, 22, 64, 11, 'dark');
    b.ball(23, 30, 6, 'light');
  },
  tent(b) {
    b.shape([50, 18, 94, 84, 6, 84], 'main');
    b.shape([50, 34, 66, 84, 34, 84], 'dark');
    b.line([50, 18, 50, 12], 2, 'ink');
  },
  bicycle(b) {
    b.arc(26, 64, 19, 0, 360, 4, 'ink');
    b.arc(74, 64, 19, 0, 360, 4, 'ink');
    b.line([26, 64, 42, 38, 64, 38, 74, 64], 4, 'main');
    b.line([26, 64, 52, 64, 64, 38, 61, 26, 70, 24], 4, 'main');
    b.line([42, 38, 52, 64], 4, 'main');
    b.line([36, 30, 46, 30], 4, 'ink');
  },
};
