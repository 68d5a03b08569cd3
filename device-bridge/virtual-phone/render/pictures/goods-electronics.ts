// Silhouettes of electronics.
import type { Shape } from './goods.js';

export const ELECTRONICS: Readonly<Record<string, Shape>> = {
  minipc(b) {
    b.box(14, 46, 72, 36, 12, 'metal');
    b.box(14, 42, 72, 30, 12, 'white');
    b.ball(50, 56, 8, 'metal');
    b.ball(26, 77, 1.6, 'ink');
    b.box(34, 75.6, 9, 2.6, 1.3, 'ink');
    b.box(47, 75.6, 9, 2.6, 1.3, 'ink');
  },
  laptop(b) {
    b.box(16, 22, 68, 48, 5, 'ink');
    b.box(19, 25, 62, 41, 2, 'glow');
    b.shape([10, 72, 90, 72, 96, 82, 4, 82], 'metal');
    b.box(40, 72, 20, 4, 2, 'white');
  },
  desktop(b) {
    b.box(26, 14, 44, 72, 5, 'ink');
    b.box(31, 20, 30, 58, 3, 'dark');
    b.arc(46, 34, 9, 0, 360, 3, 'glow');
    b.arc(46, 60, 9, 0, 360, 3, 'glow');
    b.box(64, 20, 2, 20, 1, 'glow');
  },
  monitor(b) {
    b.box(8, 20, 84, 50, 4, 'ink');
    b.box(11, 23, 78, 43, 2, 'glow');
    b.box(45, 70, 10, 10, 0, 'metal');
    b.box(30, 80, 40, 5, 2.5, 'metal');
  },
  tv(b) {
    b.box(4, 22, 92, 54, 3, 'ink');
    b.box(6, 24, 88, 48, 1, 'glow');
    b.line([24, 76, 18, 84], 3, 'ink');
    b.line([76, 76, 82, 84], 3, 'ink');
  },
  phone(b) {
    b.box(20, 10, 36, 76, 8, 'main');
    b.box(23, 13, 17, 18, 5, 'dark');
    b.ball(28, 18, 3.4, 'ink');
    b.ball(35, 18, 3.4, 'ink');
    b.ball(28, 26, 3.4, 'ink');
    b.box(46, 12, 36, 76, 8, 'ink');
    b.box(48, 14, 32, 72, 6, 'glow');
    b.box(59, 17, 10, 3.4, 1.7, 'ink');
  },
  tablet(b) {
    b.box(12, 16, 62, 70, 6, 'ink');
    b.box(16, 20, 54, 62, 3, 'glow');
    b.box(80, 22, 4.5, 58, 2, 'white');
    b.shape([80, 80, 84.5, 80, 82.3, 88], 'metal');
  },
  earbuds(b) {
    b.box(22, 12, 56, 32, 14, 'metal');
    b.box(26, 18, 48, 24, 10, 'white');
    b.box(18, 44, 64, 42, 18, 'white');
    b.line([18, 52, 82, 52], 1.5, 'metal');
    b.ball(50, 64, 2, 'glow');
    b.oval(37, 32, 8, 9, 'white');
    b.box(39, 32, 6, 22, 3, 'metal');
    b.oval(63, 32, 8, 9, 'white');
    b.box(55, 32, 6, 22, 3, 'metal');
    b.oval(33, 31, 3, 4.4, 'metal');
    b.oval(67, 31, 3, 4.4, 'metal');
  },
  headphones(b) {
    b.arc(50, 50, 33, 180, 360, 8, 'main');
    b.box(10, 46, 20, 36, 10, 'dark');
    b.box(70, 46, 20, 36, 10, 'dark');
    b.box(24, 48, 8, 32, 4, 'main');
    b.box(68, 48, 8, 32, 4, 'main');
  },
  watch(b) {
    b.box(36, 6, 28, 86, 8, 'main');
    b.box(26, 26, 48, 48, 14, 'ink');
    b.box(31, 31, 38, 38, 10, 'glow');
    b.line([50, 50, 50, 38], 3, 'white');
    b.line([50, 50, 59, 54], 3, 'white');
  },
  console(b) {
    b.box(6, 32, 16, 44, 8, 'main');
    b.box(78, 32, 16, 44, 8, 'glow');
    b.box(22, 30, 56, 48, 3, 'ink');
    b.box(26, 34, 48, 40, 2, 'light');
    b.ball(14, 45, 4.5, 'ink');
    b.ball(86, 58, 4.5, 'ink');
    b.ball(86, 42, 2, 'white');
    b.ball(14, 62, 2, 'white');
  },
  gamepad(b) {
    b.box(14, 34, 72, 32, 16, 'white');
    b.oval(24, 64, 12, 18, 'white');
    b.oval(76, 64, 12, 18, 'white');
    b.ball(38, 60, 7, 'ink');
    b.ball(62, 60, 7, 'ink');
    b.box(24, 44, 12, 4, 1, 'ink');
    b.box(28, 40, 4, 12, 1, 'ink');
    b.ball(72, 42, 2.6, 'main');
    b.ball(78, 47, 2.6, 'glow');
    b.ball(66, 47, 2.6, 'dark');
  },
  keyboard(b) {
    b.box(6, 36, 88, 40, 6, 'ink');
    for (let row = 0; row < 4; row += 1) {
      for (let key = 0; key < 11; key += 1) {
        b.box(10 + key * 7.4, 40 + row * 8.4, 6, 6.6, 1.4, (key + row) % 6 === 0 ? 'glow' : 'white');
      }
    }
  },
  mouse(b) {
    b.box(30, 18, 40, 66, 20, 'ink');
    b.box(48, 26, 4, 14, 2, 'glow');
    b.line([50, 18, 50, 46], 1, 'white');
  },
  speaker(b) {
    b.box(28, 12, 44, 74, 14, 'main');
    b.ball(50, 60, 17, 'ink');
    b.ball(50, 60, 9, 'metal');
    b.ball(50, 29, 9, 'ink');
  },
  camera(b) {
    b.box(34, 22, 30, 16, 4, 'ink');
    b.box(10, 32, 80, 50, 8, 'ink');
    b.ball(50, 58, 20, 'metal');
    b.ball(50, 58, 15, 'ink');
    b.ball(50, 58, 8, 'dark');
    b.ball(45, 53, 3, 'white');
    b.box(74, 37, 10, 6, 2, 'glow');
  },
  drive(b) {
    b.box(26, 20, 48, 64, 6, 'ink');
    b.box(32, 28, 36, 30, 3, 'glow');
    b.box(44, 14, 12, 8, 2, 'metal');
  },
  charger(b) {
    b.box(18, 30, 40, 44, 8, 'white');
    b.box(28, 20, 5, 12, 1, 'metal');
    b.box(43, 20, 5, 12, 1, 'metal');
    b.box(30, 62, 16, 6, 3, 'ink');
    b.line([58, 56, 74, 56, 80, 66, 72, 80, 86, 84], 4, 'main');
  },
  case(b) {
    b.box(28, 10, 44, 78, 10, 'main');
    b.box(32, 14, 36, 70, 7, 'light');
    b.box(34, 16, 18, 20, 5, 'dark');
    b.ball(50, 56, 11, 'main');
  },
  stand(b) {
    b.box(22, 16, 56, 32, 6, 'metal');
    b.box(46, 46, 8, 32, 2, 'metal');
    b.oval(50, 82, 28, 6, 'main');
  },
  router(b) {
    b.line([28, 56, 22, 20], 4, 'ink');
    b.line([72, 56, 78, 20], 4, 'ink');
    b.line([50, 56, 50, 16], 4, 'ink');
    b.box(14, 54, 72, 26, 8, 'white');
    b.ball(30, 68, 2.4, 'glow');
    b.ball(40, 68, 2.4, 'glow');
    b.ball(50, 68, 2.4, 'main');
  },
};
