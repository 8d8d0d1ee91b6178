/** The roles that the migrations make and grant rights to. The SQL files name them as well: they are the same on every server. */

/** The api's login: reads and writes what it uses, and changes no table. */
export const apiRole = 'kubecast_api';

/** How streams_db and vod_db log in to auth_db: reads three columns of `users`. */
export const usersReaderRole = 'kubecast_users_reader';
