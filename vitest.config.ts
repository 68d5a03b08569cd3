import { configDefaults, defineConfig } from 'vitest/config';

const excluded = [...configDefaults.exclude, '**/dist/**'];
/** They start whole phones, services and commands, or stand in for modules: each file has a process of its own. */
const whole = [
  'tests/**/*.test.ts',
  'benchmark/**/*.integration.test.ts',
  'device-bridge/*.integration.test.ts',
  'device-bridge/policy/*.integration.test.ts',
];
/** They drive a phone each, with the adb and the Appium of their worker (device-bridge/testing/phone-tools.ts). */
const phones = ['device-bridge/*/**/*.integration.test.ts'];

export default defineConfig({
  test: {
    // Whole phones, Appium and Postgres run in these tests, and wait for each other: three files fill two cores.
    maxWorkers: 3,
    // What one project has transformed, the others take from node_modules; keyed by contents.
    experimental: { fsModuleCache: true },
    // Against what hangs: on a busy machine any of them may take three times as long.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The default of one second is too little beside another whole phone.
    expect: { poll: { timeout: 15_000 } },
    // Packages of ours are loaded as they were compiled, not transformed once more.
    server: { deps: { external: [/\/dist\//] } },
    // In the order of their names: those of 'apart' and 'phones' are long, and what is short fills both workers to the end.
    projects: [
      { extends: true, test: { name: 'apart', include: whole, exclude: excluded } },
      { extends: true, test: { name: 'phones', include: phones, exclude: [...excluded, ...whole], isolate: false } },
      // Loading the same modules anew for each file takes longer than most of these tests.
      {
        extends: true,
        test: {
          name: 'together',
          include: ['**/*.test.ts'],
          exclude: [...excluded, ...whole, ...phones],
          isolate: false,
        },
      },
    ],
  },
});
