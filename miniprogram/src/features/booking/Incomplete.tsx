import Taro from '@tarojs/taro'
import { routes } from '../../lib/routes'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { text } from './booking.text'

/** The address says too little or names something that is no longer offered: start over. */
export function Incomplete() {
  return (
    <Page>
      <Empty
        title={text.confirm.incomplete}
        action={{ label: text.confirm.again, onClick: () => void Taro.redirectTo({ url: routes.service() }) }}
      />
    </Page>
  )
}
