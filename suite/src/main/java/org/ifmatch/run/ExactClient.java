package org.ifmatch.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLSocketFactory;
import org.apache.http.Header;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.client.HttpRequestRetryHandler;
import org.apache.http.conn.ClientConnectionManager;
import org.apache.http.conn.ClientConnectionOperator;
import org.apache.http.conn.ConnectionKeepAliveStrategy;
import org.apache.http.conn.scheme.Scheme;
import org.apache.http.conn.scheme.SchemeRegistry;
import org.apache.http.conn.scheme.SchemeSocketFactory;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;
import org.apache.http.impl.client.RequestWrapper;
import org.apache.http.impl.conn.BasicClientConnectionManager;
import org.apache.http.impl.conn.DefaultClientConnectionOperator;
import org.apache.http.message.BasicHeader;
import org.apache.http.params.HttpParams;
import org.apache.http.protocol.BasicHttpProcessor;
import org.ifmatch.http.Request;

/**
 * The HTTP client below REST Assured for one request: it sends that request's target and field lines and no others, through a
 * tapped connection, and never a second time. REST Assured takes only clients of this old, deprecated kind.
 */
@SuppressWarnings("deprecation")
final class ExactClient extends DefaultHttpClient {

    private final Request request;
    private final Tap tap;
    private final SSLSocketFactory tls;

    ExactClient(Request request, Tap tap, SSLSocketFactory tls) {
        this.request = request;
        this.tap = tap;
        this.tls = tls;
    }

    /** No processor of the library's own is left: no cookies, no Accept-Encoding, no User-Agent, no Expect, no decoding. */
    @Override
    protected BasicHttpProcessor createHttpProcessor() {
        BasicHttpProcessor processor = new BasicHttpProcessor();
        Header[] exactly = request.fields().stream()
                .map(field -> new BasicHeader(field.name(), field.value()))
                .toArray(Header[]::new);
        URI target = URI.create(request.target());
        processor.addInterceptor((HttpRequestInterceptor) (message, context) -> {
            message.setHeaders(exactly);
            ((RequestWrapper) message).setURI(target);
        });
        return processor;
    }

    @Override
    protected HttpRequestRetryHandler createHttpRequestRetryHandler() {
        return new DefaultHttpRequestRetryHandler(0, false);
    }

    @Override
    protected ConnectionKeepAliveStrategy createConnectionKeepAliveStrategy() {
        return (response, context) -> -1;
    }

    @Override
    protected NoConnectionReuseStrategy createConnectionReuseStrategy() {
        return NoConnectionReuseStrategy.INSTANCE;
    }

    @Override
    protected ClientConnectionManager createClientConnectionManager() {
        SchemeRegistry schemes = new SchemeRegistry();
        SchemeSocketFactory tapped = new Tapped();
        schemes.register(new Scheme("http", 80, tapped));
        schemes.register(new Scheme("https", 443, tapped));
        return new BasicClientConnectionManager(schemes) {
            /** The tap finds the host by itself, and once; the client would connect anew for each of its addresses. */
            @Override
            protected ClientConnectionOperator createConnectionOperator(SchemeRegistry registry) {
                return new DefaultClientConnectionOperator(
                        registry, host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
            }
        };
    }

    /** Hands the client the tapped connection, TLS already done where it is due. */
    private final class Tapped implements SchemeSocketFactory {
        @Override
        public Socket createSocket(HttpParams params) {
            return new TappedSocket(tap, request.method());
        }

        @Override
        public Socket connectSocket(Socket socket, InetSocketAddress remote, InetSocketAddress local, HttpParams params)
                throws IOException {
            tap.connect(request.url(), tls);
            return socket;
        }

        /** The client plans a plain route for both schemes, since TLS is done below it. */
        @Override
        public boolean isSecure(Socket socket) {
            return false;
        }
    }
}
