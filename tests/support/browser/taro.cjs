/**
 * `@tarojs/taro` as a page under test sees it: Taro's own H5 implementation.
 *
 * Taro's compiler rewrites `Taro.request` to the named export `request`; without a compiler both must be the same
 * property, and one that a test can replace: `jest.spyOn(Taro, 'request')`, `jest.spyOn(Taro, 'useRouter')`.
 * The page hooks work only inside a running Taro app; here a page is loaded and shown when it is mounted.
 */
const { useEffect } = require('react')
const named = require('@tarojs/taro-h5/dist/index.js')

const onMount = (run) => useEffect(() => void run({}), [])
const onUnmount = (run) => useEffect(() => () => void run(), [])
const never = () => undefined

const hooks = {
  useLaunch: onMount,
  useLoad: onMount,
  useReady: onMount,
  useDidShow: onMount,
  useUnload: onUnmount,
  useDidHide: never,
  useError: never,
  usePageScroll: never,
  usePullDownRefresh: never,
  useReachBottom: never,
  useResize: never,
  useShareAppMessage: never,
  useTabItemTap: never,
  useRouter: () => ({ params: {}, path: '' }),
}

const Taro = { ...named.default, ...named, ...hooks }
module.exports = Object.assign(Taro, { __esModule: true, default: Taro })
