import { useState } from 'react'
import type { Handler } from '../../lib/handler'
import { doIt } from './do-it'
import { sayPlate, type QcCar } from './find-jobs'
import { useKeptDraft } from './kept-draft'
import { useKeptPhotos } from './kept-photos'
import { bodyOf, failed, faultOf, unmarked, type Mark, type Marks, type Sheet } from './qc-sheet'
import { text } from './staff.text'

interface Draft {
  readonly marks: Marks
  readonly hasRoadTest: boolean
}
const none: Draft = { marks: {}, hasRoadTest: false }

/** The final check of one car. It takes a road test, and phones fall asleep: what was marked so far is kept. */
export function useQc(car: Pick<QcCar, 'workorderId' | 'plate' | 'rejections'>, sheet: Sheet, onSent: Handler) {
  const { workorderId, plate, rejections } = car
  // After a car has come back, the marks of the time before say nothing.
  const name = `${workorderId}.${rejections}`
  const [draft, setDraft] = useKeptDraft(`qc.${name}`, none)
  const [problem, setProblem] = useState<string>()
  const photos = useKeptPhotos(`qc.${name}`)
  const { marks, hasRoadTest } = draft
  const faults = failed(sheet, marks)
  const fails = faults.length
  const change = (now: Draft) => {
    setDraft(now)
    setProblem(undefined)
  }
  const mark = (key: string, now: Mark) => change({ ...draft, marks: { ...marks, [key]: now } })
  const passRest = () => {
    const rest = unmarked(sheet, marks).map(({ key }) => [key, { isPassed: true, note: '' }])
    change({ ...draft, marks: { ...marks, ...(Object.fromEntries(rest) as Marks) } })
  }
  const send = () => {
    const fault = faultOf(sheet, marks, hasRoadTest, photos.keys.length)
    setProblem(fault)
    if (fault) return
    const deed = { kind: 'qc', lane: workorderId, label: `${sayPlate(plate)} ${text.qc.title}` } as const
    const body = bodyOf(sheet, marks, hasRoadTest)
    const said = fails > 0 ? text.qc.rejected : text.qc.passed
    if (!doIt({ ...deed, version: sheet.version, body, photos: photos.keys }, said)) return
    photos.handOver()
    setDraft(undefined)
    void onSent()
  }
  return {
    ...{ sheet, marks, hasRoadTest, problem, photos, fails, mark, passRest, send },
    left: unmarked(sheet, marks).length,
    /** What failed without a word; known once it was to be sent. */
    wordless:
      problem === text.qc.noteMissing ? faults.map(({ key }) => key).filter((key) => !marks[key]?.note.trim()) : [],
    setRoadTest: (isOn: boolean) => change({ ...draft, hasRoadTest: isOn }),
  }
}

export type QcDeeds = ReturnType<typeof useQc>
