import { describe, expect, it } from '@jest/globals'
import { say, type Cond } from '@pitlane/rule'
import { orders } from './orders'

const pieces: Cond = { f: 'pieces', op: '>=', v: 3 }
const gold: Cond = { f: 'level', op: '=', v: 'gold' }
const paid: Cond = { f: 'isPaid', op: '=', v: true }
const rich: Cond = { f: 'total', op: '>', v: 1_280_000 }

describe('a leaf', () => {
  it.each<[Cond, string]>([
    [{ f: 'title', op: '=', v: '套装A' }, '标题是“套装A”'],
    [{ f: 'title', op: '!=', v: '套装A' }, '标题不是“套装A”'],
    [{ not: { f: 'title', op: '=', v: '套装A' } }, '标题不是“套装A”（或未填写）'],
    [{ not: { f: 'note', op: '=', v: '急' } }, '备注不是“急”'],
    [{ f: 'title', op: 'contains', v: '急' }, '标题包含“急”'],
    [{ not: { f: 'title', op: 'contains', v: '急' } }, '标题不包含“急”（或未填写）'],
    [{ f: 'title', op: 'starts', v: '急' }, '标题以“急”开头'],
    [{ not: { f: 'note', op: 'ends', v: '急' } }, '备注不以“急”结尾'],
    [{ f: 'title', op: 'present' }, '标题已填写'],
    [{ not: { f: 'title', op: 'present' } }, '标题未填写'],
    [{ f: 'title', op: '=', v: { field: 'note' } }, '标题是备注'],
    [pieces, '件数不少于 3 件'],
    [{ not: pieces }, '件数小于 3 件（或未填写）'],
    [{ f: 'pieces', op: 'between', v: [1, 5] }, '件数在 1 件到 5 件之间（含两端）'],
    [{ not: { f: 'total', op: 'between', v: [100, 200] } }, '金额不在 ¥1 到 ¥2 之间（含两端）'],
    [{ f: 'pieces', op: 'in', v: [1, 2] }, '件数是 1 件、2 件之一'],
    [rich, '金额大于 ¥12,800'],
    [{ f: 'pieces', op: '<', v: { field: 'city.size' } }, '件数小于城市人口'],
    [gold, '等级是金卡'],
    [{ f: 'level', op: 'in', v: ['gold', 'silver'] }, '等级是金卡、银卡之一'],
    [{ f: 'level', op: 'not_in', v: ['gold', 'silver'] }, '等级不是金卡、银卡中的任何一个'],
    [{ not: { f: 'level', op: 'in', v: ['gold'] } }, '等级不是金卡（或未填写）'],
    [{ f: 'level', op: '=', v: 'lost' }, '等级是“lost”'],
    [paid, '已付款'],
    [{ f: 'isPaid', op: '!=', v: true }, '未付款'],
    [{ not: paid }, '未付款（或未填写）'],
    [{ f: 'isGift', op: '=', v: false }, '赠品为否'],
    [{ f: 'lastVisitOn', op: '<', v: { ago: { n: 12, unit: 'month' } } }, '距上次到访已超过 12 个月'],
    [{ f: 'lastVisitOn', op: '<=', v: { ago: { n: 12, unit: 'month' } } }, '距上次到访已满 12 个月'],
    [{ f: 'lastVisitOn', op: '>', v: { ago: { n: 5, unit: 'day' } } }, '上次到访晚于 5 天前'],
    [{ not: { f: 'lastVisitOn', op: '<', v: { ago: { n: 5, unit: 'day' } } } }, '上次到访不早于 5 天前（或未填写）'],
    [{ f: 'endsOn', op: '>=', v: { ago: { n: 0, unit: 'day' } } }, '到期不早于今天'],
    [{ f: 'endsOn', op: '<', v: { ahead: { n: 30, unit: 'day' } } }, '到期早于 30 天后'],
    [{ f: 'endsOn', op: '=', v: '2026-11-23' }, '到期是 2026-11-23'],
    [{ f: 'endsOn', op: '>', v: { field: 'lastVisitOn', plus: { n: 3, unit: 'day' } } }, '到期晚于上次到访的 3 天后'],
    [{ f: 'placedAt', op: '<', v: { ahead: { n: 0, unit: 'day' } } }, '下单早于现在'],
    [{ f: 'placedAt', op: '<', v: '2026-11-23T01:00:00.000Z' }, '下单早于 2026-11-23 09:00'],
    [{ f: 'placedAt', op: '<=', v: '2026-11-03' }, '下单不晚于 2026-11-03'],
    [{ f: 'birthday', op: 'anniversary' }, '生日（月日）是今天'],
    [
      { not: { f: 'birthday', op: 'anniversary', v: { ahead: { n: 7, unit: 'day' } } } },
      '生日（月日）不是 7 天后（或未填写）',
    ],
    [{ f: 'tags', op: 'has', v: '急' }, '标签含“急”'],
    [{ not: { f: 'tags', op: 'has', v: '急' } }, '标签不含“急”'],
    [{ f: 'marks', op: 'has_any', v: ['hot', 'new'] }, '标记含热销、新品中的至少一个'],
    [{ f: 'marks', op: 'has_all', v: ['hot', 'new'] }, '标记同时含热销、新品'],
    [{ not: { f: 'marks', op: 'has_all', v: ['hot', 'new'] } }, '标记没有同时含热销、新品'],
    [{ f: 'sizes', op: 'has_any', v: [42] }, '尺码含 42'],
    [{ f: 'nobody', op: '=', v: 1 }, '「nobody」是 1'],
  ])('%j: %s', (cond, words) => {
    expect(say(cond, orders, 'zh')).toBe(words)
  })
})

describe('a group', () => {
  it.each<[Cond, string]>([
    [{ all: [pieces, paid] }, '件数不少于 3 件 且 已付款'],
    [{ all: [pieces, { all: [gold, paid] }] }, '件数不少于 3 件 且 等级是金卡 且 已付款'],
    [{ all: [pieces, { any: [gold, rich] }] }, '件数不少于 3 件 且（等级是金卡 或 金额大于 ¥12,800）'],
    [{ any: [{ all: [gold, paid] }, rich] }, '（等级是金卡 且 已付款）或 金额大于 ¥12,800'],
    [{ all: [pieces, { any: [gold] }] }, '件数不少于 3 件 且 等级是金卡'],
    [{ not: { any: [gold, paid] } }, '并非（等级是金卡 或 已付款）'],
    [{ all: [paid, { not: { any: [gold, rich] } }] }, '已付款 且 并非（等级是金卡 或 金额大于 ¥12,800）'],
    [{ not: { not: { all: [gold, paid] } } }, '等级是金卡 且 已付款'],
    [{ not: { all: [{ not: gold }] } }, '等级是金卡'],
  ])('%j: %s', (cond, words) => {
    expect(say(cond, orders)).toBe(words)
  })
})

describe('related rows', () => {
  const within = { n: 12, unit: 'month' } as const
  const where: Cond = { f: 'spent', op: '>', v: 10_000 }
  it.each<[Cond, string]>([
    [{ exists: 'visits' }, '有到访记录'],
    [{ not: { exists: 'visits' } }, '没有到访记录'],
    [{ exists: 'visits', within }, '近 12 个月内有到访记录'],
    [{ exists: 'visits', within, count: { op: '>=', n: 2 } }, '近 12 个月内到访记录至少 2 次'],
    [{ not: { exists: 'visits', within, count: { op: '>=', n: 2 } } }, '近 12 个月内到访记录少于 2 次'],
    [{ exists: 'visits', count: { op: '=', n: 0 } }, '没有到访记录'],
    [{ not: { exists: 'visits', count: { op: '<=', n: 0 } } }, '有到访记录'],
    [{ exists: 'visits', where }, '有到访记录（满足：消费大于 ¥100）'],
    [{ exists: 'visits', where, count: { op: '<=', n: 3 } }, '到访记录（满足：消费大于 ¥100）最多 3 次'],
    [{ exists: 'logs', count: { op: '=', n: 3 } }, '日志正好 3 条'],
    [{ exists: 'nobody' }, '有「nobody」'],
  ])('%j: %s', (cond, words) => {
    expect(say(cond, orders)).toBe(words)
  })
})

it('an instant is read on the wall clock of the zone', () => {
  const cond: Cond = { f: 'placedAt', op: '>', v: '2026-11-23T01:00:05.000Z' }
  expect(say(cond, orders, 'zh', 'UTC')).toBe('下单晚于 2026-11-23 01:00:05')
})
