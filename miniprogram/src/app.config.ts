import theme from './theme.json'

// theme.json variables ("@name") are a WeChat feature; H5 gets the light values and follows dark mode in CSS.
const weapp = process.env.TARO_ENV === 'weapp'
const themed = (name: keyof typeof theme.light) => (weapp ? `@${name}` : theme.light[name])
const tab = (name: string, text: string) => ({
  pagePath: `pages/${name}/index`,
  text,
  iconPath: `assets/tab/${name}.png`,
  selectedIconPath: `assets/tab/${name}-on.png`,
})

const onlyWeapp = {
  darkmode: true,
  themeLocation: 'theme.json',
  __usePrivacyCheck__: true,
  requiredPrivateInfos: ['getFuzzyLocation' as const],
  permission: { 'scope.userFuzzyLocation': { desc: '用于按距离为您排列门店' } },
}

export default defineAppConfig({
  pages: ['pages/home/index', 'pages/bookings/index', 'pages/progress/index', 'pages/me/index'],
  subPackages: [
    {
      root: 'packages/booking',
      name: 'booking',
      pages: [
        'pages/service/index',
        'pages/slot/index',
        'pages/confirm/index',
        'pages/result/index',
        'pages/detail/index',
        'pages/shared/index',
        'pages/check-in/index',
      ],
    },
    { root: 'packages/garage', name: 'garage', pages: ['pages/list/index', 'pages/edit/index'] },
    { root: 'packages/visit', name: 'visit', pages: ['pages/progress/index', 'pages/history/index'] },
    { root: 'packages/pay', name: 'pay', pages: ['pages/bill/index', 'pages/receipt/index'] },
    {
      root: 'packages/coupon',
      name: 'coupon',
      pages: ['pages/wallet/index', 'pages/coupon/index', 'pages/claim/index'],
    },
    {
      root: 'packages/staff',
      name: 'staff',
      pages: [
        'pages/work/index',
        'pages/job/index',
        'pages/addon/index',
        'pages/check/index',
        'pages/qc/index',
        'pages/scan/index',
        'pages/sync/index',
        'pages/login/index',
      ],
    },
    {
      root: 'packages/account',
      name: 'account',
      pages: [
        'pages/login/index',
        'pages/messages/index',
        'pages/privacy/index',
        'pages/reminders/index',
        'pages/settings/index',
      ],
    },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['booking'] },
    'pages/progress/index': { network: 'all', packages: ['visit'] },
    'packages/visit/pages/progress/index': { network: 'all', packages: ['pay'] },
    'packages/booking/pages/slot/index': { network: 'all', packages: ['account', 'garage'] },
  },
  lazyCodeLoading: 'requiredComponents',
  networkTimeout: { request: 15000, connectSocket: 10000, uploadFile: 30000, downloadFile: 30000 },
  ...(weapp ? onlyWeapp : { animation: false }),
  window: {
    // WeChat draws its own bar anyway; H5 draws one only when told.
    navigationStyle: 'default',
    backgroundTextStyle: themed('backgroundTextStyle'),
    backgroundColor: themed('ground'),
    navigationBarBackgroundColor: themed('card'),
    navigationBarTitleText: '修程',
    navigationBarTextStyle: themed('titleStyle'),
  },
  tabBar: {
    color: themed('muted'),
    selectedColor: themed('brand'),
    backgroundColor: themed('card'),
    borderStyle: themed('tabBorder') as 'black' | 'white',
    list: [tab('home', '首页'), tab('bookings', '预约'), tab('progress', '进度'), tab('me', '我的')],
  },
})
