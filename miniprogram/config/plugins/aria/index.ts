import path from 'node:path'
import type { IPluginContext } from '@tarojs/service'
import components from './components.json'

interface MiniPlatform {
  runtimePath: string | string[]
  template?: { mergeComponents(ctx: IPluginContext, patch: Record<string, Record<string, string>>): void }
}

/** Adds WeChat's aria-* attributes to Taro's WXML templates; on H5 there is no template and nothing to do. */
export default function aria(ctx: IPluginContext) {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform: MiniPlatform) {
      if (!platform.template) return
      platform.runtimePath = [platform.runtimePath, path.resolve(__dirname, 'runtime.js')].flat()
      platform.template.mergeComponents(ctx, components)
    },
  })
}
