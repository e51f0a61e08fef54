/** Makes the folder of a release out of what the build has made. */
package io.github.nacosgraceful.release;
