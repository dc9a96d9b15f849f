import { files } from '@pitlane/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import { NotAllowed, type Recorded, type Recording } from '../../lib/local-file'
import { microphoneState, record } from '../../lib/platform/microphone'
import { toast } from '../../lib/toast'
import { text } from './files.text'

/** `asking`: why the microphone is needed; `refused`: what can be done about it. */
export type Step = 'idle' | 'asking' | 'refused' | 'opening' | 'recording'

/** From the tap to what was recorded, with the question for the microphone at the moment it is needed. */
export function useRecorder(onRecorded: (recorded: Recorded) => void) {
  const [step, setStep] = useState<Step>('idle')
  const [until, setUntil] = useState(0)
  const under = useRef<Recording>()
  const heard = useRef<Promise<void>>()
  /** Counts what was begun: an end that nobody waits for any more changes nothing. */
  const turn = useRef(0)
  const forget = useCallback(() => {
    turn.current++
    under.current?.stop()
  }, [])
  useEffect(() => forget, [forget])

  const listen = async (recording: Recording, mine: number) => {
    under.current = recording
    setUntil(Date.now() + files.limits.voiceSeconds * 1000)
    setStep('recording')
    const recorded = await recording.ended.catch(() => undefined)
    if (under.current === recording) under.current = undefined
    if (mine !== turn.current) return
    setStep('idle')
    if (!recorded) toast(text.noSound)
    else if (recorded.seconds < 1) toast(text.tooShort)
    else onRecorded(recorded)
  }
  const begin = async () => {
    const mine = ++turn.current
    setStep('opening')
    try {
      const recording = await record(files.limits.voiceSeconds)
      if (mine !== turn.current) return recording.stop()
      heard.current = listen(recording, mine)
    } catch (error) {
      if (mine !== turn.current) return
      setStep(error instanceof NotAllowed ? 'refused' : 'idle')
      if (!(error instanceof NotAllowed)) toast(text.noSound)
    }
  }
  const ask = async () => {
    const state = await microphoneState().catch(() => 'unasked' as const)
    if (state === 'granted') return begin()
    setStep(state === 'refused' ? 'refused' : 'asking')
  }
  const finish = useCallback(async () => {
    under.current?.stop()
    await heard.current
  }, [])
  const cancel = () => {
    forget()
    setStep('idle')
  }
  return {
    step,
    /** When it ends by itself, in ms since 1970. */
    until,
    /** The tap on the button. */
    start: async () => {
      if (step === 'idle') await ask()
    },
    /** After the reason was read. */
    begin,
    /** Resolves when what was recorded is there. */
    finish,
    cancel,
  }
}
