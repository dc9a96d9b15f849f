export default definePageConfig({ navigationBarTitleText: '提增项' })
