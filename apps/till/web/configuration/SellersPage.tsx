import { SellerList } from '../sellers/Sellers.tsx'

/** «Vendeurs» (contract, kezia §5.2): each fiche is saved by itself. */
export const SellersPage = () => <SellerList />
