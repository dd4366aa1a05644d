import { Anchor, Code } from '@mantine/core'
import type { ReactNode } from 'react'
import { type Piece, parseMarkdown } from '../lib/markdown.ts'
import { inOrder } from './inOrder.ts'

function render(piece: Piece): ReactNode {
  switch (piece.kind) {
    case 'text':
      return piece.text
    case 'code':
      return <Code>{piece.text}</Code>
    case 'strong':
      return <strong>{renderAll(piece.pieces)}</strong>
    case 'emphasis':
      return <em>{renderAll(piece.pieces)}</em>
    case 'link':
      return (
        <Anchor
          href={piece.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          underline="always"
          c="inherit"
        >
          {renderAll(piece.pieces)}
        </Anchor>
      )
  }
}

const renderAll = (pieces: Piece[]) => inOrder(pieces.map(render))

/** Untrusted text with emphasis, code and links; no other markup, no script. */
export function Markdown({ text }: { text: string }) {
  return renderAll(parseMarkdown(text))
}
