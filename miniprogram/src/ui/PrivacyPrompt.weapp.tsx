import { View } from '@tarojs/components'
import { openPrivacyContract, usePrivacyQuestion } from '../lib/platform/privacy'
import { ActionButton } from './ActionButton'
import styles from './PrivacyPrompt.module.scss'
import { Sheet } from './Sheet'
import { Tappable } from './Tappable'

const AGREE = 'agree-privacy'

/** Shown when WeChat holds an API up until the owner agrees to the privacy guide; part of every page, for any may be asked. */
export function PrivacyPrompt() {
  const question = usePrivacyQuestion()
  if (!question) return null
  return (
    <Sheet open title="用户隐私保护提示" onClose={question.refuse}>
      <View>继续前，请您阅读并同意隐私保护指引。不同意也可以浏览门店、服务和空闲时间。</View>
      <Tappable role="link" className={styles.link} onClick={openPrivacyContract}>
        《用户隐私保护指引》
      </Tappable>
      <View className={styles.actions}>
        <ActionButton tone="plain" onClick={question.refuse}>
          暂不同意
        </ActionButton>
        <ActionButton
          id={AGREE}
          openType="agreePrivacyAuthorization"
          onAgreePrivacyAuthorization={() => question.agree(AGREE)}
        >
          同意
        </ActionButton>
      </View>
    </Sheet>
  )
}
