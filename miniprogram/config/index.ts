import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import { tokensAsScss } from './tokens'

const root = path.resolve(__dirname, '..')
// Workspace packages are raw TypeScript, and zod and uqr ship newer syntax than the oldest WeChat engines read.
const include = ['packages', 'engines', 'node_modules/zod', 'node_modules/uqr'].map((folder) =>
  path.resolve(root, '..', folder),
)
const postcss = {
  // The design is in px for every width (UI.md); scaling it with the screen would blow it up on tablets and desktops.
  pxtransform: { enable: false, config: {} },
  cssModules: {
    enable: true,
    config: { namingPattern: 'module', generateScopedName: '[name]__[local]___[hash:base64:5]' },
  },
}
const cssFiles = { filename: 'css/[name].[contenthash:8].css', chunkFilename: 'css/[name].[contenthash:8].css' }

async function config(): Promise<UserConfigExport<'webpack5'>> {
  const target = process.env.TARO_ENV ?? 'weapp'
  const apiBase = process.env.TARO_APP_API_BASE ?? (target === 'weapp' ? 'http://127.0.0.1:8080' : '')
  return {
    projectName: 'pitlane',
    date: '2026-01-01',
    designWidth: 375,
    deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
    sourceRoot: 'src',
    outputRoot: `dist/${target}`,
    plugins: [path.join(root, 'config/plugins/aria/index.ts')],
    defineConstants: { __API_BASE__: JSON.stringify(apiBase) },
    copy: { patterns: [], options: {} },
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    sass: { data: await tokensAsScss() },
    // Chinese as it is: escaped it would be twice as long.
    terser: { enable: true, config: { output: { ascii_only: false } } },
    mini: {
      optimizeMainPackage: { enable: true },
      compile: { include },
      postcss,
      // CSS modules do not touch each other, so their order does not matter.
      miniCssExtractPluginOption: { ignoreOrder: true },
      webpackChain(chain, webpack) {
        // Some WeChat engines have no globalThis, which zod keeps its settings on.
        chain
          .plugin('globalThis')
          .use(webpack.ProvidePlugin, [{ globalThis: path.join(root, 'config/global-this.js') }])
      },
    },
    h5: {
      publicPath: '/',
      staticDirectory: 'static',
      router: { mode: 'hash' },
      compile: { include },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: { ignoreOrder: true, ...cssFiles },
      postcss: { autoprefixer: { enable: true, config: {} }, ...postcss },
      webpackChain(chain) {
        // Taro's default splits only the entry, so that every page would carry its own copy of each component, and splits
        // off anything of any size, which makes forty requests of a home page.
        const shared = {
          test: /miniprogram\/src\/(ui|lib)\//,
          name: 'shared',
          chunks: 'all',
          enforce: true,
          priority: 20,
        }
        const splitChunks = { chunks: 'all', minSize: 10_000, cacheGroups: { shared } }
        chain.merge({ optimization: { splitChunks }, performance: { hints: false } })
      },
    },
  }
}

export default defineConfig<'webpack5'>(config)
