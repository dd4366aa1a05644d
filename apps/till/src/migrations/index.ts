import type { Migration } from '../platform/migrate.ts'
import { setting } from './0001_setting.ts'
import { vatRate } from './0002_vat_rate.ts'
import { paymentMode } from './0003_payment_mode.ts'
import { seller } from './0004_seller.ts'
import { number } from './0005_number.ts'
import { customer } from './0006_customer.ts'
import { classification } from './0007_classification.ts'
import { article } from './0008_article.ts'
import { optionGroup } from './0009_option_group.ts'
import { menu } from './0010_menu.ts'
import { webOrder } from './0100_web_order.ts'
import { hub } from './0101_hub.ts'
import { webCustomer } from './0110_web_customer.ts'
import { webOrderWork } from './0111_web_order_work.ts'
import { sale } from './0120_sale.ts'
import { parkedSale } from './0121_parked_sale.ts'
import { articleImage } from './0130_article_image.ts'
import { articlePages } from './0131_article_pages.ts'
import { stock } from './0132_stock.ts'
import { hubStock } from './0133_hub_stock.ts'
import { articleAssociation } from './0134_article_association.ts'
import { saleDocuments } from './0140_sale_documents.ts'
import { webOrderInvoice } from './0141_web_order_invoice.ts'
import { hubInvoice } from './0142_hub_invoice.ts'
import { closing } from './0150_closing.ts'
import { paymentModeDetails } from './0151_payment_mode_details.ts'
import { customerSheet } from './0160_customer_sheet.ts'
import { ownOrder } from './0161_own_order.ts'
import { menuRevision } from './0170_menu_revision.ts'
import { saleLineMenu } from './0171_sale_line_menu.ts'
import { articleTariff } from './0180_article_tariff.ts'
import { sellerPassword } from './0181_seller_password.ts'
import { saleDraft } from './0182_sale_draft.ts'
import { saleLineTariff } from './0183_sale_line_tariff.ts'
import { printer } from './0190_printer.ts'
import { articlePreparation } from './0191_article_preparation.ts'
import { inventory } from './0200_inventory.ts'
import { technicalEvent } from './0201_technical_event.ts'
import { referenceVersion } from './0210_reference_version.ts'
import { shopHead } from './0211_shop_head.ts'
import { restoration } from './0212_restoration.ts'
import { closingDate } from './0213_closing_date.ts'
import { referencePeople } from './0214_reference_people.ts'
import { sellerSite } from './0215_seller_site.ts'
import { ownOrderChoices } from './0220_own_order_choices.ts'
import { webOrderReopened } from './0221_web_order_reopened.ts'
import { articlePreparationMinutes } from './0230_article_preparation_minutes.ts'
import { paymentTerminal } from './0235_payment_terminal.ts'
import { stockMovementPrevious } from './0240_stock_movement_previous.ts'
import { hubOutboxPages } from './0241_hub_outbox_pages.ts'
import { saleDateByNumber } from './0242_sale_date_by_number.ts'
import { chainByHalves } from './0243_chain_by_halves.ts'
import { importRun } from './0255_import_run.ts'
import { webOrderOpen } from './0256_web_order_open.ts'
import { saleLinePlace } from './0270_sale_line_place.ts'
import { webOrderList } from './0271_web_order_list.ts'
import { hubOutboxStopped } from './0272_hub_outbox_stopped.ts'
import { stationAccessRenewed } from './0280_station_access_renewed.ts'
import { webOrderChanges } from './0286_web_order_changes.ts'
import { preparationSent } from './0287_preparation_sent.ts'
import { menuComposition } from './0290_menu_composition.ts'
import { customerCalled } from './0295_customer_called.ts'
import { menuDiscount } from './0302_menu_discount.ts'

/** Every migration of the till's database. They are applied in the order of their names, each once. */
export const migrations: Migration[] = [
  setting,
  vatRate,
  paymentMode,
  seller,
  number,
  customer,
  classification,
  article,
  optionGroup,
  menu,
  webOrder,
  hub,
  webCustomer,
  webOrderWork,
  sale,
  parkedSale,
  articleImage,
  articlePages,
  stock,
  hubStock,
  articleAssociation,
  saleDocuments,
  webOrderInvoice,
  hubInvoice,
  closing,
  paymentModeDetails,
  customerSheet,
  ownOrder,
  menuRevision,
  saleLineMenu,
  articleTariff,
  sellerPassword,
  saleDraft,
  saleLineTariff,
  printer,
  articlePreparation,
  inventory,
  technicalEvent,
  referenceVersion,
  shopHead,
  restoration,
  closingDate,
  referencePeople,
  sellerSite,
  ownOrderChoices,
  webOrderReopened,
  articlePreparationMinutes,
  paymentTerminal,
  stockMovementPrevious,
  hubOutboxPages,
  saleDateByNumber,
  chainByHalves,
  importRun,
  webOrderOpen,
  saleLinePlace,
  webOrderList,
  hubOutboxStopped,
  stationAccessRenewed,
  webOrderChanges,
  preparationSent,
  menuComposition,
  customerCalled,
  menuDiscount,
]
