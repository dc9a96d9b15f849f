import type { Module } from '../../platform/module'
import * as tables from './coupon.entity'
import { endCoupons, freeLocks } from './coupon.jobs'
import { couponRoutes } from './coupon.routes'
import { tellEnding } from './ending-telling.service'
import { adoptCoupons } from './merge.service'

export const couponModule: Module = {
  name: 'coupon',
  tables: Object.values(tables) as never,
  routes: couponRoutes,
  jobs: [endCoupons, freeLocks],
  listeners: [
    {
      name: 'coupon.follow_merged_customer',
      on: 'customer.merged',
      inTx: (_app, tx, event) => adoptCoupons(tx, String(event['from']), String(event['to'])),
    },
    {
      name: 'coupon.tell_ending',
      on: 'coupon.ending',
      inTx: (app, tx, event) => tellEnding(app, tx, event['couponIds'] as string[]),
    },
  ],
}
