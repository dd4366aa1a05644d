import { Table, type TableProps } from '@mantine/core'
import classes from './StackedTable.module.css'

/** A table whose rows become cards on a phone; cells name their column in `data-label`. */
export function StackedTable(props: TableProps) {
  return <Table {...props} className={classes.table} />
}
