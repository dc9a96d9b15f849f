import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { Card } from '../../ui/Card'
import { CardSkeletons } from '../../ui/CardSkeletons'
import { ErrorState } from '../../ui/ErrorState'
import { Toggle } from '../../ui/Toggle'
import styles from './ConsentLedger.module.scss'
import { useSettings, type Choice, type Settings } from './settings.api'
import { words } from './settings.text'

interface PurposeProps {
  readonly choice: Choice
  readonly onChange: (choice: Choice) => void
}

/** One purpose: whether at all, where it may be refused, and by which ways. */
function Purpose({ choice, onChange }: PurposeProps) {
  const { title, note } = words.purposes[choice.purpose]
  const { isAllowed, text } = choice
  return (
    <Card title={title}>
      {text === null ? (
        <View className={styles.why}>{note}</View>
      ) : (
        <Toggle
          title={words.allow(title)}
          note={text}
          on={isAllowed}
          onChange={(on) => onChange({ ...choice, isAllowed: on })}
        />
      )}
      {isAllowed &&
        (['wechat', 'sms'] as const).map((channel) => (
          <Toggle
            key={channel}
            title={words.channel(title, words[channel])}
            note=""
            on={choice[channel]}
            onChange={(on) => onChange({ ...choice, [channel]: on })}
          />
        ))}
    </Card>
  )
}

/** What the store may send: nothing at night that can wait, 免打扰, and each purpose by itself. */
export function NotificationSettings() {
  const { data, error, reload, change } = useSettings()
  if (!data) return error ? <ErrorState problem={error} onRetry={reload} /> : <CardSkeletons />
  const keep = (over: Partial<Settings>) => void change.run({ ...data, ...over })
  return (
    <>
      {change.problem && (
        <View className={styles.problem} {...a11y('alert')}>
          {change.problem.title}
        </View>
      )}
      <Card title={words.quiet}>
        <Toggle
          title={words.doNotDisturb}
          note={words.doNotDisturbNote}
          on={data.isDoNotDisturb}
          onChange={(isDoNotDisturb) => keep({ isDoNotDisturb })}
        />
        <View className={styles.why}>{words.night}</View>
      </Card>
      {data.purposes.map((choice) => (
        <Purpose
          key={choice.purpose}
          choice={choice}
          onChange={(next) =>
            keep({ purposes: data.purposes.map((one) => (one.purpose === next.purpose ? next : one)) })
          }
        />
      ))}
    </>
  )
}
