import { describe, expect, it } from '@jest/globals'
import { carPoints, pointsBySkill } from '../../../server/src/modules/workorder/qc-checklist'
import { jobsToRedo, judge, sheetOf } from '../../../server/src/modules/workorder/qc-sheet'

const ulid = (n: number) => `01J${String(n).padStart(23, '0')}`
const job = (n: number, over: object = {}) => ({
  ...{
    id: ulid(n),
    name: `项目${n}`,
    skill: 'quick',
    state: 'done',
    isSafety: false,
    doneAt: new Date(n * 60_000),
    ...over,
  },
})
const jobs = [job(1), job(2, { skill: 'chassis' }), job(3, { skill: 'unheard of' }), job(4, { state: 'cancelled' })]

describe('the sheet of a final check', () => {
  it('asks for the points of each job and of every car, and of no job that is not done', () => {
    const sheet = sheetOf(jobs, [])
    expect(sheet.filter(({ jobId }) => jobId === null)).toHaveLength(carPoints.length)
    expect(sheet.filter(({ jobId }) => jobId === ulid(2))).toHaveLength(pointsBySkill['chassis']!.length)
    expect(sheet.filter(({ jobId }) => jobId === ulid(3)).length).toBeGreaterThan(0)
    expect(sheet.some(({ jobId }) => jobId === ulid(4))).toBe(false)
  })

  it('has keys and titles that fit, each once, for every skill', () => {
    for (const skill of Object.keys(pointsBySkill)) {
      const sheet = sheetOf([job(1, { skill, name: '很'.repeat(60), isSafety: true })], [])
      expect(sheet.filter(({ key }) => key.endsWith('.safe'))).toHaveLength(1)
      expect(new Set(sheet.map(({ title }) => title)).size).toBe(sheet.length)
      expect(new Set(sheet.map(({ key }) => key)).size).toBe(sheet.length)
      expect(sheet.every(({ key, title }) => key.length <= 40 && title.length <= 60)).toBe(true)
    }
  })

  it('puts first what failed before', () => {
    const items = [
      { key: `${ulid(2)}.brake`, isPassed: false },
      { key: 'car.dash', isPassed: true },
    ]
    const sheet = sheetOf(jobs, [{ items }])
    expect(sheet[0]).toMatchObject({ key: `${ulid(2)}.brake`, failedBefore: true })
    expect(sheet.filter(({ failedBefore }) => failedBefore)).toHaveLength(1)
  })
})

describe('a judgement', () => {
  const sheet = sheetOf(jobs, [])
  const answers = (fails: string[] = []) =>
    sheet.map(({ key }) => ({ key, title: '别的标题', isPassed: !fails.includes(key), note: '' }))

  it('passes when every point does, under the titles of the sheet', () => {
    const judged = judge(sheet, answers())
    expect(judged).toMatchObject({ isPassed: true, failed: [] })
    expect(judged?.items.map(({ title }) => title)).toEqual(sheet.map(({ title }) => title))
  })

  it('is none where a point is missing, strange or twice', () => {
    const all = answers()
    expect(judge(sheet, all.slice(1))).toBeUndefined()
    expect(judge(sheet, [...all, { ...all[0]!, key: 'car.horn' }])).toBeUndefined()
    expect(judge(sheet, [...all.slice(1), all[1]!])).toBeUndefined()
    expect(judge(sheet, [{ ...all[0]!, key: 'car.horn' }, ...all.slice(1)])).toBeUndefined()
  })

  it('sends back the jobs of what failed, and for the car whoever was last', () => {
    const redo = (fails: string[]) => jobsToRedo(jobs, judge(sheet, answers(fails))!.failed).map(({ id }) => id)
    expect(redo([`${ulid(1)}.torque`])).toEqual([ulid(1)])
    expect(redo(['car.leaks'])).toEqual([ulid(3)])
    expect(redo([`${ulid(1)}.torque`, 'car.leaks'])).toEqual([ulid(1), ulid(3)])
  })
})
