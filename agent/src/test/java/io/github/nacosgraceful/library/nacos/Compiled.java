package io.github.nacosgraceful.library.nacos;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Classes of a client that is not released yet, made from their sources. */
final class Compiled extends ClassLoader {

  private final Path classes;
  private final Map<String, Change> woven;

  /** Changes a class file. */
  interface Change {
    byte[] apply(ClassLoader loader, byte[] classFile) throws Exception;
  }

  /**
   * @param classes an empty directory
   * @param sources by the names of their classes
   * @param woven by name, those that are changed before they are defined
   */
  Compiled(Path classes, Map<String, String> sources, Map<String, Change> woven) {
    super(Compiled.class.getClassLoader());
    this.classes = classes;
    this.woven = woven;
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> files =
        sources.entrySet().stream()
            .map(each -> source(each.getKey(), each.getValue()))
            .collect(Collectors.toList());
    assertThat(
            compiler
                .getTask(
                    null, null, null, List.of("-d", classes.toString(), "-proc:none"), null, files)
                .call())
        .as("compiled")
        .isTrue();
  }

  private static JavaFileObject source(String name, String text) {
    URI uri = URI.create("string:///" + name.replace('.', '/') + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  /** These first: the class path has stand-ins of the same names. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      Path file = classes.resolve(name.replace('.', '/') + ".class");
      return Files.exists(file) ? define(name, file) : super.loadClass(name, resolve);
    }
  }

  private Class<?> define(String name, Path file) throws ClassNotFoundException {
    try {
      byte[] classFile = Files.readAllBytes(file);
      if (woven.containsKey(name)) {
        classFile = woven.get(name).apply(this, classFile);
      }
      return defineClass(name, classFile, 0, classFile.length);
    } catch (Exception e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
