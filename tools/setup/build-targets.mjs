// @ts-check
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { runChild } from './children.mjs'
import { npm } from './npm.mjs'
import { inRoot, root } from './paths.mjs'
import { SetupError } from './say.mjs'

/**
 * @typedef {object} Target
 * @property {string} title as people call it
 * @property {string[]} inputs files and folders whose content decides whether it must be built again
 * @property {string[]} outputs files that exist once it is built
 * @property {() => NodeJS.ProcessEnv} [env] variables that change the result
 * @property {(log: string) => Promise<void>} build
 */

const shared = ['packages', 'engines', 'package-lock.json', 'tools/setup/build-targets.mjs']

/** Settings of the owner app that are compiled into it. */
const taroEnv = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('TARO_APP_')))

/** What can be built. */
export const targets = /** @satisfies {Record<string, Target>} */ ({
  h5: {
    title: '车主网页',
    inputs: ['miniprogram', ...shared],
    outputs: ['miniprogram/dist/h5/index.html'],
    env: taroEnv,
    build: npmScript('build:h5', 'miniprogram', 'miniprogram/dist/h5'),
  },
  console: {
    title: '门店控制台',
    inputs: ['console', ...shared],
    outputs: ['console/dist/index.html'],
    build: npmScript('build', 'console', 'console/dist'),
  },
  weapp: {
    title: '微信小程序',
    inputs: ['miniprogram', ...shared],
    outputs: ['miniprogram/dist/weapp/app.json'],
    env: taroEnv,
    build: npmScript('build:weapp', 'miniprogram', 'miniprogram/dist/weapp'),
  },
  server: {
    title: '服务端',
    inputs: ['server', ...shared],
    outputs: ['server/dist/main.js'],
    build: bundle('server'),
  },
  sim: {
    title: '微信模拟器',
    inputs: ['tools/wechat-sim', ...shared],
    outputs: ['tools/wechat-sim/dist/main.js'],
    build: bundle('tools/wechat-sim'),
  },
})

/** @typedef {keyof typeof targets} TargetName */

/**
 * Runs a workspace's own build script on an empty output folder.
 *
 * @param {string} script
 * @param {string} workspace
 * @param {string} output
 * @returns {Target['build']}
 */
function npmScript(script, workspace, output) {
  return async (log) => {
    await rm(inRoot(output), { recursive: true, force: true })
    const env = { ...process.env, NODE_ENV: 'production' }
    const code = await runChild({ ...npm('run', script, '-w', workspace), env, log })
    if (code !== 0) throw new SetupError(`npm run ${script} -w ${workspace} 以 ${code} 结束`)
  }
}

/**
 * Makes `<folder>/dist/main.js` from `<folder>/src/main.ts`. The workspaces are TypeScript sources and go into the
 * bundle; so does jose, which is an ES module only: `require()` of one prints a warning on Node 20. Everything else
 * comes from node_modules.
 *
 * @param {string} folder
 * @returns {Target['build']}
 */
function bundle(folder) {
  return async () => {
    const { build } = await import('esbuild')
    await rm(inRoot(folder, 'dist'), { recursive: true, force: true })
    await build({
      absWorkingDir: root,
      entryPoints: [path.posix.join(folder, 'src/main.ts')],
      outfile: path.posix.join(folder, 'dist/main.js'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      sourcemap: true,
      logLevel: 'silent',
      plugins: [{ name: 'packages', setup: keepPackagesOutside }],
    })
  }
}

/** @param {import('esbuild').PluginBuild} build */
function keepPackagesOutside(build) {
  build.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
    kind === 'entry-point' || /^(@pitlane\/|jose$)/.test(name) ? undefined : { path: name, external: true },
  )
}
