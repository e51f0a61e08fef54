package io.github.nacosgraceful.launchers.program;

import java.io.File;
import java.io.IOException;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/**
 * What Spring Boot's Maven plugin does: makes an executable jar or war of an application's own jar
 * or war and its libraries. The launcher in it is the one of the version that this runs with.
 */
public final class Repackage {

  private Repackage() {}

  /** The application's own archive, the result, the main class, then the libraries. */
  public static void main(String[] arguments) throws IOException {
    Repackager repackager = new Repackager(new File(arguments[0]));
    repackager.setMainClass(arguments[2]);
    repackager.repackage(
        new File(arguments[1]),
        callback -> {
          for (int i = 3; i < arguments.length; i++) {
            File library = new File(arguments[i]);
            callback.library(new Library(library, scope(library)));
          }
        });
  }

  /** A war's own Tomcat is only for {@code java -jar}: it does not get into another Tomcat. */
  private static LibraryScope scope(File library) {
    return library.getName().startsWith("tomcat-embed-")
        ? LibraryScope.PROVIDED
        : LibraryScope.COMPILE;
  }
}
