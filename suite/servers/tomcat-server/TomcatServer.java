import java.util.Arrays;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

/**
 * Serves a folder with Tomcat's DefaultServlet, which may write to it, on 127.0.0.1 only.
 *
 * <p>Arguments: the port, a folder that holds {@code data} (what is served) and {@code tmp}, and whether tags are strong.
 * No servlet type is named here, so that Tomcat 9 (javax) runs it as well as 10 and 11 (jakarta).
 */
public final class TomcatServer {

    private TomcatServer() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        String home = args[1];
        boolean strongTags = Boolean.parseBoolean(args[2]);
        if (strongTags && !knowsStrongTags()) {
            System.err.println("This version of Tomcat has no strong tags (useStrongETags).");
            System.exit(1);
        }

        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(home + "/tmp");
        tomcat.setConnector(loopback(port));

        Context context = tomcat.addContext("", home + "/data");
        context.addMimeMapping("txt", "text/plain");
        context.addMimeMapping("json", "application/json");

        Wrapper files = Tomcat.addServlet(context, "default", DefaultServlet.class.getName());
        files.addInitParameter("readonly", "false");
        files.addInitParameter("useStrongETags", Boolean.toString(strongTags));
        context.addServletMappingDecoded("/", "default");

        tomcat.start();
        tomcat.getServer().await();
    }

    private static Connector loopback(int port) {
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        connector.setThrowOnFailure(true);
        return connector;
    }

    private static boolean knowsStrongTags() {
        return Arrays.stream(DefaultServlet.class.getDeclaredFields())
                .anyMatch(field -> field.getName().equals("useStrongETags"));
    }
}
