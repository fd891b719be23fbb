import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    setupFiles: 'test/setup.ts',
    pool: 'forks',
    maxWorkers: 2,
    // A worker evaluates the modules once, and not for every file: they keep no state that a file could trip over.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
