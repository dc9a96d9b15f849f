import type { catalog } from '@pitlane/contract'
import type { StoreKey } from './store-data'

interface CarModel {
  readonly brand: string
  readonly model: string
  readonly fuel: catalog.Fuel
  /** The maker's part of the VIN. */
  readonly wmi: string
  /** The oldest one on the road, in years: some models are young. */
  readonly maxAge: number
}

type Line = readonly [brand: string, model: string, fuel: catalog.Fuel, wmi: string, maxAge: number, weight: number]

const LINES: readonly Line[] = [
  ['大众', '朗逸', 'ice', 'LSV', 9, 8],
  ['大众', '帕萨特', 'ice', 'LSV', 9, 6],
  ['大众', '途观L', 'ice', 'LSV', 8, 6],
  ['大众', '速腾', 'ice', 'LFV', 9, 5],
  ['大众', 'ID.4 X', 'bev', 'LSV', 4, 3],
  ['奥迪', 'A4L', 'ice', 'LFV', 8, 4],
  ['奥迪', 'Q5L', 'ice', 'LFV', 7, 3],
  ['宝马', '3系', 'ice', 'LBV', 8, 4],
  ['奔驰', 'C级', 'ice', 'LE4', 8, 4],
  ['沃尔沃', 'XC60', 'ice', 'LVY', 7, 2],
  ['别克', 'GL8', 'ice', 'LSG', 9, 4],
  ['别克', '君威', 'ice', 'LSG', 9, 4],
  ['丰田', '凯美瑞 双擎', 'hev', 'LVG', 7, 4],
  ['丰田', 'RAV4荣放', 'ice', 'LFM', 8, 4],
  ['丰田', '卡罗拉 双擎', 'hev', 'LFM', 7, 4],
  ['本田', '雅阁', 'ice', 'LHG', 9, 4],
  ['本田', 'CR-V', 'ice', 'LVH', 9, 4],
  ['日产', '轩逸', 'ice', 'LGB', 9, 6],
  ['吉利', '星越L', 'ice', 'L6T', 5, 4],
  ['哈弗', 'H6', 'ice', 'LGW', 9, 4],
  ['长安', 'CS75 PLUS', 'ice', 'LS5', 6, 4],
  ['荣威', 'D7 DMH', 'phev', 'LSJ', 3, 3],
  ['比亚迪', '秦PLUS DM-i', 'phev', 'LGX', 5, 9],
  ['比亚迪', '宋PLUS DM-i', 'phev', 'LGX', 5, 8],
  ['比亚迪', '汉EV', 'bev', 'LGX', 5, 5],
  ['比亚迪', '海豚', 'bev', 'LGX', 4, 5],
  ['比亚迪', '元PLUS', 'bev', 'LGX', 4, 5],
  ['特斯拉', 'Model Y', 'bev', 'LRW', 5, 9],
  ['特斯拉', 'Model 3', 'bev', 'LRW', 6, 6],
  ['理想', 'L7', 'erev', 'LW4', 3, 4],
  ['问界', 'M7', 'erev', 'LM8', 3, 4],
  ['蔚来', 'ET5', 'bev', 'LJ1', 4, 2],
  ['小鹏', 'P7', 'bev', 'L1N', 5, 2],
  ['五菱', '宏光MINIEV', 'bev', 'LZW', 5, 2],
]

/** What drives on these roads, and how often one meets it. */
export const CAR_MODELS: readonly (readonly [CarModel, number])[] = LINES.map(
  ([brand, model, fuel, wmi, maxAge, weight]) => [{ brand, model, fuel, wmi, maxAge }, weight],
)

/** Province and letter of plates around each store. */
export const PLATE_AREAS: Readonly<Record<StoreKey, readonly string[]>> = {
  pudong: ['沪A', '沪B', '沪D', '沪E', '沪F', '沪G', '沪H'],
  suzhou: ['苏E', '苏U'],
  xuhui: ['沪J', '沪K', '沪L', '沪M', '沪N'],
}
