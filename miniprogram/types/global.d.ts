/// <reference types="@tarojs/taro" />
declare module '*.module.scss' {
  const classes: Readonly<Record<string, string>>
  export default classes
}
declare module '*.scss'
declare module '*.png'
/** Where the API lives: empty on H5 (same origin), an absolute origin in the mini-program. */
declare const __API_BASE__: string
declare namespace NodeJS {
  interface ProcessEnv {
    NODE_ENV: 'development' | 'production' | 'test'
    TARO_ENV: 'weapp' | 'h5'
    TARO_APP_API_BASE?: string
  }
}
