export default definePageConfig({ navigationBarTitleText: '修程' })
