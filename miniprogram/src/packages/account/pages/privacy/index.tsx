import { View } from '@tarojs/components'
import { usePolicy } from '../../../../features/account/account.api'
import { accountText } from '../../../../features/account/account.text'
import { a11y } from '../../../../lib/a11y'
import { Card } from '../../../../ui/Card'
import { ErrorState } from '../../../../ui/ErrorState'
import { Page } from '../../../../ui/Page'
import { Skeleton } from '../../../../ui/Skeleton'
import styles from './index.module.scss'

const text = accountText.privacy

export default function Privacy() {
  const { data, error, reload } = usePolicy()
  return (
    <Page>
      {data ? (
        <Card>
          <View className={styles.title} {...a11y('heading')}>
            {text.title}
          </View>
          <View className={styles.version}>{text.version(data.version)}</View>
          {data.sections.map((section) => (
            <View key={section.title} className={styles.section}>
              <View className={styles.heading} {...a11y('heading')}>
                {section.title}
              </View>
              <View className={styles.text}>{section.text}</View>
            </View>
          ))}
        </Card>
      ) : error ? (
        <ErrorState problem={error} onRetry={() => void reload()} />
      ) : (
        <Card>
          <Skeleton rows={6} height={72} />
        </Card>
      )}
    </Page>
  )
}
