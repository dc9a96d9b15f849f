import type { catalog } from '@pitlane/contract'

/** Surnames with how common they are. */
export const SURNAMES: readonly (readonly [string, number])[] = [
  ...(['王', '李', '张', '陈', '刘'] as const).map((name) => [name, 7] as const),
  ...(['杨', '黄', '吴', '赵', '周', '徐', '孙', '朱', '沈', '陆', '顾'] as const).map((name) => [name, 4] as const),
  ...(['胡', '郭', '何', '高', '林', '罗', '郑', '梁', '谢', '宋', '唐', '许', '邓', '韩', '曹'] as const).map(
    (name) => [name, 2] as const,
  ),
  ...(
    ['冯', '曾', '彭', '潘', '袁', '蒋', '蔡', '余', '叶', '程', '苏', '魏', '吕', '丁', '任', '姚', '钱'] as const
  ).map((name) => [name, 1] as const),
  ...(['欧阳', '上官', '诸葛'] as const).map((name) => [name, 0.2] as const),
]

export const GIVEN_NAMES: readonly string[] = [
  ...[
    '伟',
    '敏',
    '静',
    '磊',
    '洋',
    '艳',
    '勇',
    '军',
    '杰',
    '娟',
    '涛',
    '超',
    '明',
    '霞',
    '刚',
    '平',
    '辉',
    '丽',
    '强',
    '鑫',
  ],
  ...[
    '志强',
    '建华',
    '文博',
    '思远',
    '雨桐',
    '子涵',
    '梓萱',
    '浩然',
    '欣怡',
    '俊杰',
    '晓峰',
    '海燕',
    '国栋',
    '丽娟',
    '志明',
  ],
  ...[
    '秀英',
    '建国',
    '婷婷',
    '晨曦',
    '嘉怡',
    '宇航',
    '一鸣',
    '佳琪',
    '文静',
    '振宇',
    '瑞霖',
    '诗涵',
    '天佑',
    '若彤',
    '明轩',
  ],
  ...[
    '春梅',
    '玉兰',
    '永健',
    '立新',
    '晓雯',
    '卫民',
    '美玲',
    '启航',
    '慧敏',
    '长青',
    '家豪',
    '亦凡',
    '可欣',
    '景行',
    '书瑶',
  ],
]

/** Numbers that no carrier has given out: the digits after the prefix begin with a run of noughts. */
export const PHONE_PREFIXES = ['1990000', '1700000'] as const

interface DemoCar {
  readonly brand: string
  readonly model: string
  readonly plate: string
  readonly wmi: string
  readonly fuel: catalog.Fuel
  readonly boughtYearsAgo: number
  readonly km: number
}

interface DemoOwner {
  readonly phone: string
  readonly name: string
  /** What there is to see, as the start prints it. */
  readonly note: string
  readonly cars: readonly [DemoCar, DemoCar]
}

const demoCar = (
  car: readonly [brand: string, model: string, plate: string, wmi: string],
  fuel: catalog.Fuel,
  boughtYearsAgo: number,
  km: number,
): DemoCar => ({ brand: car[0], model: car[1], plate: car[2], wmi: car[3], fuel, boughtYearsAgo, km })

/** Owners to log in as on the web page. Their numbers are well known to belong to nobody, or were never given out. */
export const DEMO_OWNERS: readonly DemoOwner[] = [
  {
    phone: '13800138000',
    name: '王晓雯',
    note: '王晓雯，2 辆车（含 1 辆纯电），即将到店并借用代步车，有常用顾问',
    cars: [
      { brand: '大众', model: '途观L', plate: '沪A7K218', wmi: 'LSV', fuel: 'ice', boughtYearsAgo: 4, km: 52_300 },
      { brand: '特斯拉', model: 'Model Y', plate: '沪AD60518', wmi: 'LRW', fuel: 'bev', boughtYearsAgo: 2, km: 28_600 },
    ],
  },
  {
    phone: '13900139000',
    name: '陈立',
    note: '陈立，2 辆车（含 1 辆纯电），只有历史预约，可从头体验预约',
    cars: [
      { brand: '比亚迪', model: '海豚', plate: '沪BD08236', wmi: 'LGX', fuel: 'bev', boughtYearsAgo: 1, km: 12_800 },
      {
        brand: '丰田',
        model: '凯美瑞 双擎',
        plate: '沪F3M659',
        wmi: 'LVG',
        fuel: 'hev',
        boughtYearsAgo: 5,
        km: 76_400,
      },
    ],
  },
  {
    phone: '19900001111',
    name: '林悦',
    note: '林悦，1 辆车今天上门取送，1 辆车明天的预约会推迟',
    cars: [
      demoCar(['别克', '君威', '沪B6L309', 'LSG'], 'ice', 3, 41_500),
      demoCar(['本田', '雅阁', '沪C2P871', 'LHG'], 'ice', 6, 83_900),
    ],
  },
  {
    phone: '19900002222',
    name: '高翔',
    note: '高翔，1 辆车今天过夜维修，1 个预约未被接受（门店推荐了时间），正在候补',
    cars: [
      demoCar(['大众', '帕萨特', '沪E5T462', 'LSV'], 'ice', 4, 60_800),
      demoCar(['比亚迪', '宋 PLUS DM-i', '沪AF73106', 'LGX'], 'phev', 2, 33_700),
    ],
  },
  {
    phone: '19900003333',
    name: '孟佳',
    note: '孟佳，近期 3 次未到店，新的预约要付订金并等待确认',
    cars: [
      demoCar(['丰田', '卡罗拉', '沪G1N574', 'LFM'], 'ice', 7, 98_200),
      demoCar(['日产', '轩逸', '沪H8R935', 'LGB'], 'ice', 5, 71_000),
    ],
  },
  {
    phone: '19900004444',
    name: '周宁',
    note: '周宁，1 辆车的报价等您确认，1 辆车已完工可取',
    cars: [
      demoCar(['大众', '迈腾', '沪A3Q586', 'LSV'], 'ice', 3, 38_900),
      demoCar(['丰田', 'RAV4 荣放', '沪D9M127', 'LFM'], 'ice', 5, 66_400),
    ],
  },
  {
    phone: '19900005555',
    name: '许安',
    note: '许安，1 辆车正在施工、有增项等您确认，1 辆车在等备件',
    cars: [
      demoCar(['本田', 'CR-V', '沪B4K705', 'LVH'], 'ice', 4, 57_300),
      demoCar(['别克', 'GL8', '沪C6W238', 'LSG'], 'ice', 6, 91_800),
    ],
  },
  {
    phone: '19900006666',
    name: '沈一帆',
    note: '沈一帆，1 辆车正在施工，1 辆车已到店、等待环检',
    cars: [
      demoCar(['奥迪', 'A4L', '沪E2V913', 'LFV'], 'ice', 3, 44_100),
      demoCar(['日产', '天籁', '沪G7T364', 'LGB'], 'ice', 5, 72_600),
    ],
  },
  {
    phone: '19900007777',
    name: '方怡',
    note: '方怡，1 辆车今天到店（可从到店登记体验全程），1 辆车疑似返修、等顾问判定',
    cars: [
      demoCar(['本田', '思域', '沪E6F208', 'LVH'], 'ice', 4, 61_200),
      demoCar(['大众', '途岳', '沪B9W347', 'LSV'], 'ice', 5, 79_500),
    ],
  },
  {
    phone: '19900008888',
    name: '邹航',
    note: '邹航，1 辆车已完工、等同事互检，1 辆车送外协加工',
    cars: [
      demoCar(['丰田', '汉兰达', '沪C3H592', 'LFM'], 'ice', 6, 103_400),
      demoCar(['奥迪', 'Q5L', '沪H5Z816', 'LFV'], 'ice', 3, 47_700),
    ],
  },
]
