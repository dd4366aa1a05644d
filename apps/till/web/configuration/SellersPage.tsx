import { SellerList } from '../sellers/Sellers.tsx'

/** «Vendeurs» (contract, kezia §5.2): each seller is saved separately. */
export const SellersPage = () => <SellerList />
