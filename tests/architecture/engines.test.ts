import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from '@jest/globals'

const engines = path.resolve(__dirname, '../../engines')
const sources = readdirSync(engines, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
  .sort()

/** What only this product knows. An engine must be publishable on its own. */
const PRODUCT =
  /\b(cars?|vehicles?|plates?|vin|mileage|odometer|workshop|technicians?|bays?|dealers?)\b|[车牌]|保养|工单|门店|维修|技师|工位/gi

it.each(sources)('%s knows no product', (file) => {
  const text = readFileSync(path.join(engines, file), 'utf8')
  expect(text.match(PRODUCT) ?? []).toEqual([])
})
