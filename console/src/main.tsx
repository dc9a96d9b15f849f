import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { createQueryClient } from './lib/query'
import { tokenStyles } from './lib/theme'
import './styles/base.css'
import './styles/shell.css'
import './styles/board.css'
import './styles/panel.css'
import './styles/files.css'
import './styles/list.css'
import './styles/plan.css'
import './styles/intake.css'
import './styles/print.css'
import './styles/settings.css'
import './styles/mobility.css'
import './styles/lanes.css'
import './styles/order.css'
import './styles/documents.css'
import './styles/dispatch.css'
import './styles/paper.css'
import './styles/messages.css'
import './styles/settlement.css'

dayjs.locale('zh-cn')

const tokens = document.createElement('style')
tokens.textContent = tokenStyles()
document.head.prepend(tokens)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App client={createQueryClient()} />
  </StrictMode>,
)
