import { Page } from '@/components/shell/page.tsx'

export default function OverviewPage() {
  return <Page title="Overview">{null}</Page>
}
