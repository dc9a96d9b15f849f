import { describe, expect, test } from '@jest/globals'
import { errors, vehicle, type ErrorCode } from '@pitlane/contract'
import * as z from 'zod/mini'
import {
  addBody,
  checkDraft,
  draftOf,
  editBody,
  emptyDraft,
  errorsOf,
  type VehicleDraft,
} from '../../../miniprogram/src/features/garage/vehicle-form'
import { car } from '../owner-app'

const VIN = 'LSVTEST20R2900001'
const full: VehicleDraft = { ...emptyDraft, plate: '沪AD12345', brand: '特斯拉', model: 'Model 3', fuel: 'bev' }
const problem = (code: ErrorCode, data?: Record<string, unknown>) => ({
  ...{ type: 'about:blank', title: errors[code].zh, status: errors[code].status, code, requestId: 'r', data },
})

describe('checking', () => {
  test('a full form has nothing wrong with it, and the contract accepts it', () => {
    expect(checkDraft(full)).toEqual({})
    expect(z.safeParse(vehicle.add.body, addBody(full)).success).toBe(true)
  })

  test('an empty form names every field that is needed and none that is not', () => {
    expect(Object.keys(checkDraft(emptyDraft)).sort()).toEqual(['brand', 'fuel', 'model', 'plate'])
  })

  test.each<[string, Partial<VehicleDraft>, string[]]>([
    ['half a plate', { plate: '沪A12' }, ['plate']],
    ['a thousand characters as plate', { plate: '沪'.repeat(1000) }, ['plate']],
    ['no plate and no VIN', { hasPlate: false }, ['vin']],
    ['no plate but a VIN', { hasPlate: false, vin: VIN }, []],
    ['no plate but a VIN on file', { hasPlate: false, vinChange: 'keep' }, []],
    ['no plate and the VIN on file deleted', { hasPlate: false, vinChange: 'clear' }, ['vin']],
    ['a VIN deleted beside a plate', { vinChange: 'clear' }, []],
    ['a short VIN', { vin: 'LSV' }, ['vin']],
    ['a VIN with the letter O', { vin: 'LSVTOST20R2900001' }, ['vin']],
    ['a doubtful VIN without a reason', { vin: 'LGXTESTH5SN900012' }, ['vin']],
    ['a doubtful VIN with a reason', { vin: 'LGXTESTH5SN900012', override: 'parallel_import' }, []],
    ['a reason does not save a hard error', { vin: 'LSV', override: 'parallel_import' }, ['vin']],
    ['a wrong VIN typed and then given up', { vin: 'LSV', vinChange: 'keep' }, []],
    ['blanks as brand and model', { brand: '  ', model: ' ' }, ['brand', 'model']],
    ['no mileage', { mileage: '' }, []],
    ['the most mileage', { mileage: '500000' }, []],
    ['too much mileage', { mileage: '500001' }, ['mileage']],
    ['a new-energy car with a seven-character plate is only doubtful', { plate: '沪A12345' }, []],
  ])('%s', (_, part, fields) => {
    expect(Object.keys(checkDraft({ ...full, ...part })).sort()).toEqual(fields)
  })
})

describe('what is sent', () => {
  test('for a new car', () => {
    expect(addBody({ ...full, plate: '沪a·d12345', vin: VIN, mileage: '0032000', model: ' Model 3 ' })).toEqual({
      ...{ plate: '沪AD12345', vin: VIN, brand: '特斯拉', model: 'Model 3', fuel: 'bev', mileageKm: 32_000 },
    })
  })

  test('without a plate the plate is null, even when one was typed before', () => {
    expect(addBody({ ...full, hasPlate: false, vin: VIN })).toMatchObject({ plate: null, vin: VIN })
  })

  test('a reason goes along only with the VIN it is for', () => {
    const doubtful = { ...full, override: 'pre_2004' } as const
    expect(addBody({ ...doubtful, vin: 'LGXTESTH5SN900012' })).toMatchObject({ vinOverride: 'pre_2004' })
    expect(addBody(doubtful)).not.toHaveProperty('vinOverride')
  })

  test('an unchanged car says what it said, under the version it was seen in, and does not touch the VIN', () => {
    const body = editBody(draftOf(car), car.version)
    expect(body).toEqual({
      ...{ plate: '沪AD12345', brand: '特斯拉', model: 'Model 3', fuel: 'bev', mileageKm: 32_000, version: 3 },
    })
    expect(z.safeParse(vehicle.edit.body, body).success).toBe(true)
  })

  test('a VIN on file is replaced or deleted only when the owner said so', () => {
    const draft = draftOf(car)
    expect(editBody({ ...draft, vinChange: 'type', vin: VIN }, 3)).toMatchObject({ vin: VIN })
    expect(editBody({ ...draft, vinChange: 'clear' }, 3)).toMatchObject({ vin: null })
  })
})

describe('a refusal of the server', () => {
  test.each<[ErrorCode, Partial<VehicleDraft>, string | undefined]>([
    ['vehicle.plate_invalid', {}, 'plate'],
    ['vehicle.vin_invalid', {}, 'vin'],
    ['vehicle.vin_suspicious', {}, 'vin'],
    ['vehicle.already_in_garage', {}, 'plate'],
    ['vehicle.already_in_garage', { hasPlate: false }, 'vin'],
    ['vehicle.garage_full', {}, undefined],
    ['vehicle.changed', {}, undefined],
    ['server.unexpected', {}, undefined],
  ])('%s with %j belongs to %s', (code, part, field) => {
    const expected = field ? { [field]: errors[code].zh } : {}
    expect(errorsOf(problem(code), { ...full, ...part })).toEqual(expected)
  })

  test('rejected fields are marked; what the form does not know is left out', () => {
    const fields = [{ at: 'body.mileageKm', rule: 'too_big' }, { at: 'body.plate' }, { at: 'body.unknown' }, {}]
    expect(Object.keys(errorsOf(problem('request.invalid', { fields }), full)).sort()).toEqual(['mileage', 'plate'])
    expect(errorsOf(problem('request.invalid'), full)).toEqual({})
  })
})
