export { MyLeavePage } from './MyLeavePage'
export { SettingsPage } from './SettingsPage'
