export default definePageConfig({ navigationBarTitleText: '家人分享的预约' })
