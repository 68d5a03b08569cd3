import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Whole phones, Appium and Postgres run in these tests: two files at a time is what two cores carry.
    maxWorkers: 2,
    // Against what hangs: on a busy machine any of them may take three times as long.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The default of one second is too little beside another whole phone.
    expect: { poll: { timeout: 15_000 } },
  },
});
