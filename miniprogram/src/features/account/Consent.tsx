import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { a11y, decorative } from '../../lib/a11y'
import { routes } from '../../lib/routes'
import { classes } from '../../ui/classes'
import { Tappable } from '../../ui/Tappable'
import { accountText } from './account.text'
import styles from './Consent.module.scss'

const text = accountText.consent

interface Props {
  readonly agreed: boolean
  readonly onChange: (agreed: boolean) => void
  /** True after an attempt to go on without agreeing. */
  readonly missing: boolean
}

/** The tick that the law asks for: never set in advance, and the guide one tap away. */
export function Consent({ agreed, onChange, missing }: Props) {
  return (
    <View className={styles.consent}>
      <View className={styles.line}>
        <Tappable
          role="checkbox"
          className={styles.tick}
          checked={agreed}
          label={`${text.before}${text.guide}`}
          onClick={() => onChange(!agreed)}
        >
          <View className={classes(styles.box, agreed && styles.on, missing && styles.wrong)} {...decorative()} />
          {text.before}
        </Tappable>
        <Tappable role="link" className={styles.link} onClick={() => void Taro.navigateTo({ url: routes.privacy })}>
          {text.guide}
        </Tappable>
      </View>
      {missing && (
        <View className={styles.error} {...a11y('alert')}>
          {text.missing}
        </View>
      )}
    </View>
  )
}
