import { describe, expect, it, test } from '@jest/globals'
import * as fc from 'fast-check'
import { isVoiceKind, kindOf } from '../../../server/src/modules/files/kinds'
import { secondsOf } from '../../../server/src/modules/files/voice'
import { aac, clearPng, heic, mp3, mp4, ogg, smallPhoto, svg, webm, webp } from '../../support/media'

describe('what a file is', () => {
  test.each([
    ['jpeg', smallPhoto],
    ['png', clearPng],
    ['webp', webp],
    ['heic', heic],
    ['mp3', () => mp3(1)],
    ['mp3', () => Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\0', 'latin1'), mp3(1)])],
    ['aac', () => aac(1)],
    ['mp4', mp4],
    ['webm', webm],
    ['ogg', () => ogg(1)],
    [undefined, svg],
    [undefined, () => Buffer.from('a text that is called photo.jpg')],
    [undefined, () => Buffer.from('GIF89a')],
    [undefined, () => Buffer.from('%PDF-1.7')],
    [undefined, () => Buffer.from('MZ\x90\0\x03', 'latin1')],
    [undefined, () => Buffer.from('PK\x03\x04')],
    [undefined, () => Buffer.from('RIFF\0\0\0\0WAVE')],
    [undefined, () => Buffer.alloc(0)],
  ])('%s, by its first bytes', async (kind, make) => {
    expect(kindOf(await make())).toBe(kind)
  })
})

describe('how long a recording is', () => {
  test.each([
    ['mp3', () => mp3(60), 60],
    ['mp3', () => Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\x05xxxxx', 'latin1'), mp3(2)]), 2],
    ['mp3', () => Buffer.concat([mp3(2), Buffer.from('TAGtitle')]), 2],
    ['aac', () => aac(12), 12],
    ['ogg', () => ogg(7), 7],
    ['webm', webm, 1.44],
    ['mp4', mp4, 1.46],
  ] as const)('%s', (kind, make, seconds) => {
    expect(secondsOf(kind, make())).toBeCloseTo(seconds, 1)
  })

  test.each([
    ['mp3', () => Buffer.concat([mp3(1), Buffer.from('something else'), mp3(1)])],
    ['aac', () => Buffer.concat([aac(1), Buffer.from('something else')])],
    ['ogg', () => Buffer.concat([ogg(1), Buffer.from('x'.repeat(40))])],
    ['ogg', () => Buffer.from(ogg(1).toString('latin1').replace('OpusHead', 'theora__'), 'latin1')],
    ['mp4', () => Buffer.from(mp4().toString('latin1').replace('soun', 'vide'), 'latin1')],
    ['mp4', () => mp4().subarray(0, 200)],
    ['webm', () => webm().subarray(0, 60)],
  ] as const)('%s that is broken or no sound alone has no length', (kind, make) => {
    expect(secondsOf(kind, make())).toBeUndefined()
  })

  it('never throws and never hangs, whatever is cut off or changed', () => {
    const files = [mp3(1), aac(1), ogg(1), webm(), mp4()]
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), fc.nat(), fc.nat(255), (file, cut, at, byte) => {
        const bytes = Uint8Array.from(file.subarray(0, 1 + (cut % file.length)))
        bytes[at % bytes.length] = byte
        const kind = kindOf(bytes)
        const seconds = kind && isVoiceKind(kind) ? secondsOf(kind, bytes) : undefined
        return seconds === undefined || seconds >= 0
      }),
      { numRuns: 2000 },
    )
  })
})
