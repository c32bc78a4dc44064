import { Page } from '../shell/page.tsx'

/** What the exported file of a list page shows before its code runs: the title and the empty places of the rest. */
export const ListFrame = ({ title }: { title: string }) => (
  <Page fill title={title} lead={<div className="h-8 max-lg:touch:h-11" />}>
    <div className="h-8 shrink-0 rounded-sm border border-border-strong bg-surface touch:h-11" />
    <div className="mb-4 min-h-0 grow rounded-md border border-border bg-surface max-sm:-mx-4 max-sm:mb-0 max-sm:rounded-none max-sm:border-x-0" />
  </Page>
)
