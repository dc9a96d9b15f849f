import type { identity } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { LoginDismissed, requireLogin, useProfile } from '../../lib/session'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { Tappable } from '../../ui/Tappable'
import { accountText } from './account.text'
import { RenameSheet } from './RenameSheet'
import styles from './ProfileCard.module.scss'

const text = accountText.me

/** Opens the log-in page; going back from it is fine. */
const askLogin = (needs?: { phone: boolean }) =>
  void requireLogin(needs).catch((error: unknown) => {
    if (!(error instanceof LoginDismissed)) throw error
  })

/** Who is logged in, or the way to log in. */
export function ProfileCard() {
  const profile = useProfile()
  return <Card>{profile ? <Owner profile={profile} /> : <Guest />}</Card>
}

function Guest() {
  return (
    <View>
      <View className={styles.name}>{text.guest}</View>
      <View className={styles.phone}>{text.guestHint}</View>
      <View className={styles.action}>
        <ActionButton onClick={() => askLogin()}>{text.login}</ActionButton>
      </View>
    </View>
  )
}

function Owner({ profile }: { readonly profile: identity.CustomerProfile }) {
  const [isRenaming, setRenaming] = useState(false)
  return (
    <View>
      <View className={styles.head}>
        <View className={styles.who}>
          <View className={styles.name}>{profile.name ?? text.noName}</View>
          <View className={styles.phone}>{profile.maskedPhone ?? text.noPhone}</View>
        </View>
        <Tappable className={styles.edit} onClick={() => setRenaming(true)}>
          {profile.name === null ? text.setName : text.rename}
        </Tappable>
      </View>
      {profile.maskedPhone === null && (
        <View className={styles.action}>
          <ActionButton tone="plain" onClick={() => askLogin({ phone: true })}>
            {text.bindPhone}
          </ActionButton>
        </View>
      )}
      {isRenaming && <RenameSheet name={profile.name ?? ''} onClose={() => setRenaming(false)} />}
    </View>
  )
}
