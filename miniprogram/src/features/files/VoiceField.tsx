import { files } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { useEffect } from 'react'
import { a11y } from '../../lib/a11y'
import type { Handler } from '../../lib/handler'
import { useSecondsLeft } from '../../lib/use-seconds-left'
import { Tappable } from '../../ui/Tappable'
import type { Attached, Attachments } from './attachments'
import { text } from './files.text'
import { MicrophoneSheet } from './MicrophoneSheet'
import { useRecorder } from './use-recorder'
import { VoiceBubble } from './VoiceBubble'
import styles from './VoiceField.module.scss'

const LONGEST = files.limits.voiceSeconds

interface RunningProps {
  readonly until: number
  readonly onDone: Handler
  readonly onCancel: () => void
}

/** While it records: how long already, how long still, and the two ways out. */
function Running({ until, onDone, onCancel }: RunningProps) {
  const left = useSecondsLeft(until)
  return (
    <View className={styles.running}>
      <View className={styles.pulse} />
      <View className={styles.time} {...a11y('status')}>
        {`${text.recording} ${text.clock(LONGEST - Math.min(LONGEST, left))}`}
        <View className={styles.left}>{text.left(left)}</View>
      </View>
      <Tappable className={styles.cancel} onClick={onCancel}>
        {text.cancel}
      </Tappable>
      <Tappable className={styles.done} onClick={onDone}>
        {text.done}
      </Tappable>
    </View>
  )
}

interface RecordedProps {
  readonly item: Attached
  readonly onAgain: Handler
  readonly onRemove: () => void
  readonly onRetry: () => void
}

const standingOf = ({ state, percent, problem }: Attached): string | undefined =>
  ({
    waiting: text.waiting,
    sending: text.sending(percent),
    failed: text.retry,
    useless: problem?.title ?? text.useless,
    sent: undefined,
  })[state]

/** What was recorded: to be heard, done again, or taken away. */
function RecordedVoice({ item, onAgain, onRemove, onRetry }: RecordedProps) {
  const standing = standingOf(item)
  return (
    <>
      <View className={styles.recorded}>
        <VoiceBubble path={item.file.path} seconds={item.seconds} />
        <View className={styles.gap} />
        <Tappable className={styles.link} onClick={onAgain}>
          {text.again}
        </Tappable>
        <Tappable className={styles.link} label={text.remove(text.voice)} onClick={onRemove}>
          {text.removeShort}
        </Tappable>
      </View>
      {standing &&
        (item.state === 'failed' ? (
          <Tappable className={styles.bad} label={text.resend(text.voice)} onClick={onRetry}>
            {standing}
          </Tappable>
        ) : (
          <View className={item.state === 'useless' ? styles.bad : styles.standing}>{standing}</View>
        ))}
    </>
  )
}

interface Props {
  readonly voice: Attached | undefined
  readonly box: Attachments
}

/** A recording of the fault, or of the words for it: some cannot or would rather not type. */
export function VoiceField({ voice, box }: Props) {
  const recorder = useRecorder((recorded) => box.setVoice(recorded))
  const { finish } = recorder
  useEffect(() => box.recordedBy(finish), [box, finish])
  if (recorder.step === 'recording')
    return <Running until={recorder.until} onDone={recorder.finish} onCancel={recorder.cancel} />
  return (
    <>
      {voice ? (
        <RecordedVoice
          item={voice}
          onAgain={recorder.start}
          onRemove={() => box.remove(voice.key)}
          onRetry={() => box.start()}
        />
      ) : (
        <Tappable className={styles.start} disabled={recorder.step === 'opening'} onClick={recorder.start}>
          <View className={styles.dot} />
          <View>
            <View className={styles.name}>{text.record}</View>
            <View className={styles.hint}>{text.recordHint(LONGEST)}</View>
          </View>
        </Tappable>
      )}
      <MicrophoneSheet recorder={recorder} />
    </>
  )
}
