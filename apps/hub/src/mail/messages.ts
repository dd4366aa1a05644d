import type { ProfileLocale, Role } from '@hub/contract/manager'
import { nameInMail } from './names.ts'

/** An account or a location. */
interface Entity {
  id: string
  name: string
}

/**
 * The mails of the hub (contract, back-office §6). Links are complete URLs.
 *
 * Other people choose the names in them. Names are therefore shortened and stripped of links, and never used in a
 * subject (security S18).
 */
export type Message =
  | { kind: 'welcome'; firstName: string; link: string }
  | { kind: 'already_registered' | 'email_in_use'; link: string }
  | { kind: 'password_reset'; firstName: string; link: string }
  | { kind: 'password_changed'; firstName: string; link: string }
  | { kind: 'email_change'; firstName: string; link: string }
  | {
      kind: 'email_change_asked' | 'email_changed' | 'email_changed_undo'
      firstName: string
      email: string
      link: string
    }
  | { kind: 'invitation'; inviter: string; entity: Entity; role: Role; link: string }

/** A mail before layout: one task, one button. */
export interface Letter {
  subject: string
  paragraphs: string[]
  button: string
  link: string
  /** What to do if the recipient did not expect the mail. */
  otherwise: string
}

type Letters = {
  [Kind in Message['kind']]: (message: Extract<Message, { kind: Kind }>) => Omit<Letter, 'link'>
}

const fr: Letters = {
  welcome: ({ firstName }) => ({
    subject: 'Bienvenue : confirmez votre adresse e-mail',
    paragraphs: [
      `Bonjour ${firstName},`,
      'Votre profil est créé. Confirmez que cette adresse est la vôtre : vos applications peuvent alors la connaître, et vous voyez les droits que l’on vous propose.',
      'Ce lien est valable sept jours. L’ouvrir ne suffit pas : la page demande votre accord.',
    ],
    button: 'Confirmer mon adresse',
    otherwise: 'Vous n’avez pas créé de profil ? Ignorez ce message.',
  }),
  already_registered: () => ({
    subject: 'Vous avez déjà un profil',
    paragraphs: [
      'Bonjour,',
      'Quelqu’un vient de s’inscrire avec cette adresse, qui a déjà un profil : le vôtre. Il reste tel qu’il est.',
      'Si c’était vous, identifiez-vous avec votre mot de passe habituel, ou choisissez-en un nouveau.',
    ],
    button: 'M’identifier',
    otherwise: 'Ce n’était pas vous ? Ignorez ce message : personne n’accède à votre profil.',
  }),
  email_in_use: () => ({
    subject: 'Vous avez déjà un profil',
    paragraphs: [
      'Bonjour,',
      'Quelqu’un veut donner cette adresse à un autre profil. Elle a déjà le vôtre : rien ne change.',
    ],
    button: 'M’identifier',
    otherwise: 'Ce n’était pas vous ? Ignorez ce message : personne n’accède à votre profil.',
  }),
  password_reset: ({ firstName }) => ({
    subject: 'Réinitialisez votre mot de passe',
    paragraphs: [
      `Bonjour ${firstName},`,
      'Vous avez demandé à choisir un nouveau mot de passe. Ce lien sert une seule fois, pendant deux heures.',
    ],
    button: 'Choisir un nouveau mot de passe',
    otherwise: 'Vous n’avez rien demandé ? Ignorez ce message : votre mot de passe ne change pas.',
  }),
  password_changed: ({ firstName }) => ({
    subject: 'Votre mot de passe a été changé',
    paragraphs: [
      `Bonjour ${firstName},`,
      'Le mot de passe de votre profil vient d’être changé, et vos autres sessions sont fermées.',
    ],
    button: 'Réinitialiser le mot de passe',
    otherwise: 'Si c’était vous, il n’y a rien à faire. Sinon, réinitialisez-le tout de suite.',
  }),
  email_change: ({ firstName }) => ({
    subject: 'Confirmez votre nouvelle adresse e-mail',
    paragraphs: [
      `Bonjour ${firstName},`,
      'Vous avez demandé à vous identifier avec cette adresse. L’ancienne reste valable jusqu’à ce que vous confirmiez celle-ci.',
      'Ce lien est valable sept jours. L’ouvrir ne suffit pas : la page demande votre accord.',
    ],
    button: 'Confirmer mon adresse',
    otherwise: 'Vous n’avez rien demandé ? Ignorez ce message.',
  }),
  email_change_asked: ({ firstName, email }) => ({
    subject: 'Un changement d’adresse e-mail a été demandé',
    paragraphs: [
      `Bonjour ${firstName},`,
      `Votre profil doit passer à l’adresse ${email}. Rien ne change tant qu’elle n’est pas confirmée.`,
    ],
    button: 'Voir mon profil',
    otherwise: 'Si ce n’était pas vous, changez votre mot de passe et déconnectez tous les appareils.',
  }),
  email_changed: ({ firstName, email }) => ({
    subject: 'Votre adresse e-mail a été changée',
    paragraphs: [`Bonjour ${firstName},`, `Vous vous identifiez désormais avec l’adresse ${email}.`],
    button: 'Voir mon profil',
    otherwise: 'Si ce n’était pas vous, prévenez l’exploitant de ce hub tout de suite.',
  }),
  email_changed_undo: ({ firstName, email }) => ({
    subject: 'Votre adresse e-mail a été changée',
    paragraphs: [
      `Bonjour ${firstName},`,
      `Vous vous identifiez désormais avec l’adresse ${email}.`,
      'Si ce n’était pas vous, annulez ce changement : ce lien sert pendant 24 heures. Toutes les sessions seront fermées.',
    ],
    button: 'Annuler ce changement',
    otherwise: 'Si c’était vous, il n’y a rien à faire.',
  }),
  invitation: ({ inviter, entity, role }) => ({
    subject: 'Invitation à gérer un point de vente',
    paragraphs: [
      'Bonjour,',
      `${inviter} vous propose un accès à « ${entity.name} - ${entity.id} » en tant que ${role === 'admin' ? 'Admin' : 'Manager'}.`,
      'Il est actif dès que vous l’acceptez. Ce lien sert une seule fois, pendant sept jours.',
    ],
    button: 'Voir l’invitation',
    otherwise: 'Vous ne connaissez pas cette personne ? Ignorez ce message.',
  }),
}

const en: Letters = {
  welcome: ({ firstName }) => ({
    subject: 'Welcome: confirm your e-mail address',
    paragraphs: [
      `Hello ${firstName},`,
      'Your profile has been created. Confirm that this address is yours: your apps may then know it, and you see the rights that you are offered.',
      'This link is good for seven days. Opening it is not enough: the page asks you to confirm.',
    ],
    button: 'Confirm my address',
    otherwise: 'You did not create a profile? Ignore this message.',
  }),
  already_registered: () => ({
    subject: 'You already have a profile',
    paragraphs: [
      'Hello,',
      'Someone has just signed up with this address, which already has a profile: yours. It stays as it is.',
      'If it was you, log in with your usual password, or choose a new one.',
    ],
    button: 'Log in',
    otherwise: 'It was not you? Ignore this message: no one gets into your profile.',
  }),
  email_in_use: () => ({
    subject: 'You already have a profile',
    paragraphs: [
      'Hello,',
      'Someone wants to give this address to another profile. It already has yours: nothing changes.',
    ],
    button: 'Log in',
    otherwise: 'It was not you? Ignore this message: no one gets into your profile.',
  }),
  password_reset: ({ firstName }) => ({
    subject: 'Reset your password',
    paragraphs: [
      `Hello ${firstName},`,
      'You asked to choose a new password. This link works once, within two hours.',
    ],
    button: 'Choose a new password',
    otherwise: 'You did not ask for it? Ignore this message: your password stays the same.',
  }),
  password_changed: ({ firstName }) => ({
    subject: 'Your password has been changed',
    paragraphs: [
      `Hello ${firstName},`,
      'The password of your profile has just been changed, and your other sessions are closed.',
    ],
    button: 'Reset the password',
    otherwise: 'If it was you, there is nothing to do. If not, reset it now.',
  }),
  email_change: ({ firstName }) => ({
    subject: 'Confirm your new e-mail address',
    paragraphs: [
      `Hello ${firstName},`,
      'You asked to sign in with this address. The former one stays valid until you confirm this one.',
      'This link is good for seven days. Opening it is not enough: the page asks you to confirm.',
    ],
    button: 'Confirm my address',
    otherwise: 'You did not ask for it? Ignore this message.',
  }),
  email_change_asked: ({ firstName, email }) => ({
    subject: 'Another e-mail address was asked for',
    paragraphs: [
      `Hello ${firstName},`,
      `Your profile is to have the address ${email}. Nothing changes before it is confirmed.`,
    ],
    button: 'See my profile',
    otherwise: 'If it was not you, change your password and log out from all devices.',
  }),
  email_changed: ({ firstName, email }) => ({
    subject: 'Your e-mail address has been changed',
    paragraphs: [`Hello ${firstName},`, `From now on you sign in with the address ${email}.`],
    button: 'See my profile',
    otherwise: 'If it was not you, tell the operator of this hub at once.',
  }),
  email_changed_undo: ({ firstName, email }) => ({
    subject: 'Your e-mail address has been changed',
    paragraphs: [
      `Hello ${firstName},`,
      `From now on you sign in with the address ${email}.`,
      'If it was not you, undo this change: this link works for 24 hours. All sessions will be closed.',
    ],
    button: 'Undo this change',
    otherwise: 'If it was you, there is nothing to do.',
  }),
  invitation: ({ inviter, entity, role }) => ({
    subject: 'Invitation to manage a location',
    paragraphs: [
      'Hello,',
      `${inviter} offers you access to “${entity.name} - ${entity.id}” as ${role === 'admin' ? 'Admin' : 'Manager'}.`,
      'It takes effect once you accept it. This link works once, within seven days.',
    ],
    button: 'See the invitation',
    otherwise: 'You do not know this person? Ignore this message.',
  }),
}

/** The letter in the recipient's correspondence language. */
export function letter(locale: ProfileLocale, message: Message): Letter {
  const letters = locale === 'fr-FR' ? fr : en
  const write = letters[message.kind] as (message: Message) => Omit<Letter, 'link'>
  return { ...write(withPlainNames(message)), link: message.link }
}

function withPlainNames(message: Message): Message {
  if (message.kind === 'invitation') {
    const { inviter, entity } = message
    return {
      ...message,
      inviter: nameInMail(inviter),
      entity: { ...entity, name: nameInMail(entity.name) },
    }
  }
  return 'firstName' in message ? { ...message, firstName: nameInMail(message.firstName) } : message
}
