import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'unit', include: ['{apps,packages}/*/src/**/*.test.ts'], exclude: ['**/*.db.test.ts', '**/*.lab.test.ts'] },
      },
      {
        test: {
          name: 'db',
          include: ['{apps,packages}/*/{src,test}/**/*.db.test.ts'],
          globalSetup: ['packages/db/src/testing/cluster.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'lab',
          include: ['{apps,packages}/*/{src,test}/**/*.lab.test.ts'],
          globalSetup: ['packages/db/src/testing/cluster.ts', 'packages/lab/src/testing/fleet.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
