import { View } from '@tarojs/components'
import type { Handler } from '../../lib/handler'
import { text } from './booking.text'
import { useWaitlist } from './use-waitlist'
import { WaitlistCard } from './WaitlistCard'
import styles from './WaitlistSection.module.scss'

/** What the owner waits for; nothing at all when there is nothing, or while it cannot be read. */
export function WaitlistSection({ onBooked }: { readonly onBooked: Handler }) {
  const { data, reload } = useWaitlist()
  const open = data?.filter(({ state }) => state === 'waiting' || state === 'offered') ?? []
  if (open.length === 0) return null
  const changed = async () => {
    await Promise.all([reload(), onBooked()])
  }
  return (
    <>
      <View className={styles.title}>{text.wait.section}</View>
      {open.map((wish) => (
        <WaitlistCard key={wish.id} wish={wish} onChanged={changed} />
      ))}
      <View className={styles.title}>{text.wait.rest}</View>
    </>
  )
}
