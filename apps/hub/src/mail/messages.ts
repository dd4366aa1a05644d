import type { ProfileLocale, Role } from '@hub/contract/manager'

/** What the hub writes to people (contract, back-office §6). Links are whole addresses. */
export type Message =
  | { kind: 'welcome'; firstName: string; link: string }
  | { kind: 'password_reset'; firstName: string; link: string }
  | { kind: 'password_changed'; firstName: string; link: string }
  | { kind: 'email_change'; firstName: string; link: string }
  | { kind: 'email_change_asked' | 'email_changed'; firstName: string; email: string; link: string }
  | { kind: 'invitation'; inviter: string; entity: string; role: Role; link: string }

/** A mail before it is laid out: one thing to do, one button. */
export interface Letter {
  subject: string
  paragraphs: string[]
  button: string
  link: string
  /** What to do if the mail was not expected. */
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
      'Votre profil est créé. Confirmez que cette adresse est la vôtre : les droits que d’autres personnes vous ont donnés deviennent alors actifs.',
      'Ce lien est valable sept jours.',
    ],
    button: 'Confirmer mon adresse',
    otherwise: 'Vous n’avez pas créé de profil ? Ne cliquez pas et ignorez ce message.',
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
      'Ce lien est valable sept jours.',
    ],
    button: 'Confirmer mon adresse',
    otherwise: 'Vous n’avez rien demandé ? Ne cliquez pas et ignorez ce message.',
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
  invitation: ({ inviter, entity, role }) => ({
    subject: `${inviter} vous invite : ${entity}`,
    paragraphs: [
      'Bonjour,',
      `${inviter} vous donne accès à « ${entity} » en tant que ${role === 'admin' ? 'Admin' : 'Manager'}.`,
      'Choisissez un mot de passe pour créer votre profil. Ce lien sert une seule fois, pendant sept jours.',
    ],
    button: 'Créer mon profil',
    otherwise: 'Vous ne connaissez pas cette personne ? Ignorez ce message.',
  }),
}

const en: Letters = {
  welcome: ({ firstName }) => ({
    subject: 'Welcome: confirm your e-mail address',
    paragraphs: [
      `Hello ${firstName},`,
      'Your profile has been created. Confirm that this address is yours: the rights that others gave you then become active.',
      'This link is good for seven days.',
    ],
    button: 'Confirm my address',
    otherwise: 'You did not create a profile? Do not click, and ignore this message.',
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
      'This link is good for seven days.',
    ],
    button: 'Confirm my address',
    otherwise: 'You did not ask for it? Do not click, and ignore this message.',
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
  invitation: ({ inviter, entity, role }) => ({
    subject: `${inviter} invites you: ${entity}`,
    paragraphs: [
      'Hello,',
      `${inviter} gives you access to “${entity}” as ${role === 'admin' ? 'Admin' : 'Manager'}.`,
      'Choose a password to create your profile. This link works once, within seven days.',
    ],
    button: 'Create my profile',
    otherwise: 'You do not know this person? Ignore this message.',
  }),
}

/** The letter in the person's correspondence language. */
export function letter(locale: ProfileLocale, message: Message): Letter {
  const letters = locale === 'fr-FR' ? fr : en
  const write = letters[message.kind] as (message: Message) => Omit<Letter, 'link'>
  return { ...write(message), link: message.link }
}
