/**
 * What a hook is, and how a call of the bridge is put into each method that one names: a class file
 * in, a class file out.
 *
 * <p>Runs on whatever thread loads a hooked class, inside class loading: it looks up no type of the
 * application and takes no lock of the application's.
 *
 * <p>May import {@code bridge} and the ASM inside Byte Buddy. It knows neither a part nor a
 * library.
 */
package io.github.nacosgraceful.weave;
