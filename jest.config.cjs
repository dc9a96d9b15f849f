/** Which syntax a file may hold is told by its extension, as in TypeScript: `<T>value` is a cast in .ts only. */
const swc = (parser) => [
  '@swc/jest',
  {
    jsc: { target: 'es2022', parser, transform: { react: { runtime: 'automatic' } } },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
]

const shared = {
  rootDir: __dirname,
  transform: {
    '\\.ts$': swc({ syntax: 'typescript' }),
    '\\.tsx$': swc({ syntax: 'typescript', tsx: true }),
    '\\.[cm]?jsx?$': swc({ syntax: 'ecmascript', jsx: true }),
  },
  modulePathIgnorePatterns: ['<rootDir>/var/', '<rootDir>/[^/]+/dist/', '<rootDir>/tools/[^/]+/dist/'],
  restoreMocks: true,
}

const testsIn = (folder) => [`<rootDir>/tests/${folder}/**/*.test.ts`, `<rootDir>/tests/${folder}/**/*.test.tsx`]

/** jest cannot `require()` ES modules; jose is one. */
const node = {
  ...shared,
  testEnvironment: 'node',
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
}

const browser = {
  ...shared,
  testEnvironment: 'jsdom',
  setupFiles: ['<rootDir>/tests/support/browser/missing-in-jsdom.cjs'],
}

const styles = '<rootDir>/tests/support/browser/style-names.cjs'
const picture = '<rootDir>/tests/support/browser/picture.cjs'

const console = {
  ...browser,
  // The CommonJS build of the icons requires the ES modules of these.
  transformIgnorePatterns: ['/node_modules/(?!@ant-design/(colors|fast-color)/)'],
  moduleNameMapper: { '\\.(css|scss)$': styles, '\\.(svg|png|webp)$': picture },
}

/** Taro's own sources are ES modules that expect these names to be filled in by its compiler. */
const taroSwitches = {
  ENABLE_INNER_HTML: true,
  ENABLE_ADJACENT_HTML: true,
  ENABLE_SIZE_APIS: true,
  ENABLE_TEMPLATE_CONTENT: true,
  ENABLE_CLONE_NODE: true,
  ENABLE_CONTAINS: true,
  ENABLE_MUTATION_OBSERVER: true,
  DEPRECATED_ADAPTER_COMPONENT: false,
  __API_BASE__: 'http://127.0.0.1',
}

/** The owner app as a web page: Taro's elements as React components, `x.h5.ts` before `x.ts`. */
const miniprogram = {
  ...browser,
  globals: taroSwitches,
  // Taro needs too many ES modules to name them; these few are neither ES modules nor small.
  transformIgnorePatterns: ['/node_modules/(react|react-dom|core-js|core-js-pure|@testing-library)/'],
  moduleFileExtensions: ['h5.tsx', 'h5.ts', 'tsx', 'ts', 'js', 'mjs', 'cjs', 'json'],
  moduleNameMapper: {
    '\\.(css|scss)$': styles,
    '\\.(svg|png|webp)$': picture,
    '^@/(.*)$': '<rootDir>/miniprogram/src/$1',
    '^@tarojs/components$': '<rootDir>/node_modules/@tarojs/components/lib/react/index.js',
    '^@tarojs/taro$': '<rootDir>/tests/support/browser/taro.cjs',
  },
}

const project = (displayName, base, more) => ({ displayName, testMatch: testsIn(displayName), ...base, ...more })

module.exports = {
  maxWorkers: 2,
  // Test files leave memory behind, until collecting the garbage takes longer than the tests do.
  workerIdleMemoryLimit: '500MB',
  testSequencer: '<rootDir>/tests/support/longest-first.cjs',
  // jest reads a time limit here, not in projects.
  testTimeout: 60_000,
  projects: [
    project('unit', node),
    project('adapters', node),
    project('architecture', node),
    project('simulation', node),
    project('api', node),
    project('flow', node),
    project('console', console),
    project('miniprogram', miniprogram),
    project('e2e', node, { testMatch: ['<rootDir>/tests/e2e/**/*.e2e.ts'] }),
  ],
}
