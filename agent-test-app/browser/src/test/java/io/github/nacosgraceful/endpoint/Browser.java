package io.github.nacosgraceful.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium of its own, which {@code browser.sh} puts below {@code target}. */
final class Browser implements AutoCloseable {

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static Browser start(Workspace workspace) throws IOException, InterruptedException {
    Path bin = workspace.target().resolve("chromium");
    fetch(workspace, bin);
    LoggingPreferences console = new LoggingPreferences();
    console.enable(LogType.BROWSER, Level.WARNING);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(bin.resolve("chromium").toFile());
    options.setCapability(ChromeOptions.LOGGING_PREFS, console);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + Files.createTempDirectory(workspace.target(), "profile"));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(bin.resolve("chromedriver").toFile())
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static void fetch(Workspace workspace, Path bin)
      throws IOException, InterruptedException {
    String script = workspace.root().resolve("agent-test-app/browser.sh").toString();
    Process process =
        new ProcessBuilder("bash", script, bin.toString()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  /** The width in CSS pixels: the page is as wide as on a device of that width. */
  void open(int port, int width) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width < 500));
    driver.get("http://127.0.0.1:" + port + "/");
  }

  /** What the system of whoever looks prefers: {@code light} or {@code dark}. */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** What can be read there; nothing if it is hidden. */
  String text(String selector) {
    return driver.findElement(By.cssSelector(selector)).getText();
  }

  String title() {
    return driver.getTitle();
  }

  boolean shows(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream().anyMatch(e -> e.isDisplayed());
  }

  void click(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
  }

  /** The value of an expression in JavaScript. */
  Object value(String expression) {
    return driver.executeScript("return " + expression);
  }

  /** What the page's console has warned of so far: violations of its policy, and errors. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The whole page, however long it is. */
  byte[] picture(int width) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            width,
            "height",
            value("document.documentElement.scrollHeight"),
            "deviceScaleFactor",
            1,
            "mobile",
            false));
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
